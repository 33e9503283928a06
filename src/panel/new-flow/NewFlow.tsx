import { useEffect, useState } from 'preact/hooks';
import type { Bank } from '../../core/banks/bank-list.ts';
import type { OnErrors } from '../../core/lint/finding.ts';
import { RANDOM_BYTES, randomText } from '../../core/oauth/pkce.ts';
import { loadBanks } from '../banks/load-banks.ts';
import { inspectedTabId, message } from '../browser.ts';
import type { PanelStore } from '../store.ts';
import { useStore } from '../store-context.ts';
import { changeSecrets, type DraftForm, lastDraftOf, openForm } from './draft-form.ts';
import { type FormProblem, findProblems, openVariables, variableFieldId } from './form-problems.ts';
import { NewFlowView } from './NewFlowView.tsx';
import { preselectedBank } from './preselected-bank.ts';
import { buildPreview, type Preview } from './preview.ts';
import { type StartHow, type StartProblem, startFlow } from './start-flow.ts';

/** The new flow form: opens with the last draft, and closes when a flow has started. */
export function NewFlow() {
  const store = useStore();
  const { banks, form, setForm } = useForm(store);
  if (!banks || !form) return <p class="screen subtle">{message('loading_banks')}</p>;
  return <OpenForm banks={banks} form={form} setForm={setForm} store={store} />;
}

interface OpenFormProps {
  store: PanelStore;
  banks: readonly Bank[];
  form: DraftForm;
  setForm(form: DraftForm): void;
}

function OpenForm({ store, banks, form, setForm }: OpenFormProps) {
  const preview = usePreview(form);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<StartProblem>();
  const [starting, setStarting] = useState(false);
  const problems = findProblems(form);
  const { unlockedLive } = store.settings.value;
  const { profile } = form;

  function change(next: DraftForm) {
    // What stood against the form as it was says nothing about the changed one.
    setProblem(undefined);
    setForm(next);
  }

  async function start(how: StartHow, onErrors: OnErrors = 'ask') {
    const [first] = problems;
    if (first) {
      setLeft(new Set([...left, ...problems.map(({ field }) => field)]));
      document.getElementById(first.field)?.focus();
      return;
    }
    setProblem(undefined);
    const url = preview?.kind === 'authorization' ? preview.request.url : '';
    const started = startFlow(store.client, form, { how, url, onErrors });
    setStarting(true);
    const outcome = await started;
    setStarting(false);
    if (!outcome.ok) {
      setProblem(outcome.problem);
      return;
    }
    if (how === 'copied') store.toast.value = message('toast_copied');
    setForm(changeSecrets(form, freshSecrets()));
    await store.saveSettings({ lastDraft: lastDraftOf(form) }).catch(() => undefined);
    store.composing.value = false;
    store.screen.value = 'flows';
    await store.selectFlow(outcome.flowId);
  }

  return (
    <NewFlowView
      banks={banks}
      form={form}
      preview={preview}
      hasInspectedTab={inspectedTabId() !== undefined}
      liveUnlocked={unlockedLive.includes(profile.id)}
      starting={starting}
      problem={problem}
      problemOf={(field) => (left.has(field) ? problemText(problems, field, form) : undefined)}
      change={change}
      onLeave={(field) => left.has(field) || setLeft(new Set([...left, field]))}
      onNewState={() => change(changeSecrets(form, { state: freshText() }))}
      onUnlock={() => void store.saveSettings({ unlockedLive: [...unlockedLive, profile.id] })}
      onStart={(how) => void start(how)}
      onSendAnyway={(how) => void start(how, 'send_anyway')}
      onDismiss={() => setProblem(undefined)}
    />
  );
}

/** The catalogue's banks and the form, once they are loaded. */
function useForm(store: PanelStore) {
  const [banks, setBanks] = useState<readonly Bank[]>();
  const [form, setForm] = useState<DraftForm>();
  const bankKey = preselectedBank.value;
  useEffect(() => void loadBanks().then(setBanks), []);
  // The form stays open behind other screens, and the banks screen may ask for another bank meanwhile.
  useEffect(() => {
    if (!banks || (form && bankKey === undefined)) return;
    const last = form ? lastDraftOf(form) : store.settings.value.lastDraft;
    setForm(openForm(banks, freshSecrets(), { bankKey, last }));
    preselectedBank.value = undefined;
  }, [banks, bankKey]);
  return { banks, form, setForm };
}

/** The newest preview of a form; the one before stays until it is there. */
function usePreview(form: DraftForm): Preview | undefined {
  const [preview, setPreview] = useState<Preview>();
  useEffect(() => {
    let stale = false;
    void Promise.resolve(buildPreview(form)).then((built) => {
      if (!stale) setPreview(built);
    });
    return () => {
      stale = true;
    };
  }, [form]);
  return preview;
}

function problemText(problems: readonly FormProblem[], field: string, form: DraftForm) {
  const problem = problems.find((other) => other.field === field);
  if (problem?.kind !== 'variable_pattern') return problem && message(`new_flow_${problem.kind}`);
  const variable = openVariables(form).find(([name]) => variableFieldId(name) === field)?.[1];
  return message('new_flow_variable_pattern', variable?.pattern ?? '');
}

function freshSecrets() {
  return { state: freshText(), codeVerifier: freshText() };
}

function freshText(): string {
  return randomText(crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)));
}
