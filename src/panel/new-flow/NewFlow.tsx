import { useState } from 'preact/hooks';
import type { Bank } from '../../core/banks/bank-list.ts';
import { liveKey } from '../../core/banks/live-key.ts';
import { hasError, type OnErrors } from '../../core/lint/finding.ts';
import { inspectedTabId, message } from '../browser.ts';
import { shownQr } from '../flows/qr/shown-qr.ts';
import { showFlow } from '../flows/show-flow.ts';
import { barredBy } from '../policy/policy.ts';
import type { PanelStore } from '../store.ts';
import { useStore } from '../store-context.ts';
import { BudgetNote } from '../tokens/lifetimes/BudgetNote.tsx';
import { focusField } from '../ui/focus-field.ts';
import { CheckUrl } from './CheckUrl.tsx';
import { changeSecrets, type DraftForm, lastDraftOf } from './draft-form.ts';
import { type FormProblem, findProblems, openVariables, variableFieldId } from './form-problems.ts';
import { holdHosts } from './hold-hosts.ts';
import { NewFlowView } from './NewFlowView.tsx';
import { usedClient } from './save-client.ts';
import { shownBank } from './shown-bank.ts';
import { type StartHow, type StartProblem, startFlow } from './start-flow.ts';
import { useClients } from './use-clients.ts';
import { freshSecrets, freshText, useForm } from './use-form.ts';
import { usePreview } from './use-preview.ts';

/** The new flow form: opens with the last draft, and closes when a flow has started. */
export function NewFlow() {
  const store = useStore();
  const { banks, form, setForm } = useForm(store);
  if (!banks || !form) return <p class="screen subtle">{message('loading_banks')}</p>;
  const update = (change: (form: DraftForm) => DraftForm) =>
    setForm((latest) => latest && change(latest));
  return <OpenForm banks={banks} form={form} update={update} store={store} />;
}

interface OpenFormProps {
  store: PanelStore;
  banks: readonly Bank[];
  form: DraftForm;
  update(change: (form: DraftForm) => DraftForm): void;
}

function OpenForm({ store, banks, form, update }: OpenFormProps) {
  const commands = useClients(store, form, update);
  const preview = usePreview(form, banks, commands.clients);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<StartProblem>();
  const [starting, setStarting] = useState(false);
  const problems = findProblems(form);
  const { unlockedLive } = store.settings.value;
  const key = liveKey(form.profile, form.draft.variables);

  function change(next: DraftForm) {
    // What stood against the form as it was says nothing about the changed one.
    setProblem(undefined);
    update(() => next);
  }

  async function start(how: StartHow, onErrors: OnErrors = 'ask') {
    const [first] = problems;
    if (first) {
      setLeft(new Set([...left, ...problems.map(({ field }) => field)]));
      focusField(first.field);
      return;
    }
    // Some of what stands against the request is known to the panel alone: the client and other banks.
    const findings = preview && 'findings' in preview ? preview.findings : [];
    if (onErrors === 'ask' && hasError(findings)) {
      setProblem({ kind: 'refused', refusal: { kind: 'has_errors', findings }, how });
      return;
    }
    setProblem(undefined);
    const url = preview?.kind === 'authorization' ? preview.request.url : '';
    const hosts = store.settings.value.holdRedirects ? holdHosts(form) : [];
    const options = { how, url, findings, holdHosts: hosts, onErrors };
    const started = startFlow(store.client, form, options);
    setStarting(true);
    const outcome = await started;
    setStarting(false);
    if (!outcome.ok) {
      setProblem(outcome.problem);
      return;
    }
    if (how === 'qr') shownQr.value = { flowId: outcome.flowId, url };
    if (how === 'copied' || how === 'qr') store.toast.value = message('toast_copied');
    update((latest) => changeSecrets(latest, freshSecrets()));
    await keepDraft();
    store.composing.value = false;
    store.screen.value = 'flows';
    await store.selectFlow(outcome.flowId);
  }

  /** The flow has started: whether its form is remembered no longer matters to it. */
  async function keepDraft() {
    const used = usedClient(form, commands.clients);
    await Promise.allSettled([
      store.saveSettings({ lastDraft: lastDraftOf(form) }),
      used && store.saveClient(used.client, used.secret),
    ]);
  }

  function showToken(flowId: string) {
    store.composing.value = false;
    void showFlow(store, flowId);
  }

  return (
    <NewFlowView
      banks={banks}
      form={form}
      preview={preview}
      clients={commands}
      checkUrl={
        <CheckUrl banks={banks} form={form} nowMs={() => store.nowMs.peek()} onUse={change} />
      }
      hasInspectedTab={inspectedTabId() !== undefined}
      liveUnlocked={unlockedLive.includes(key)}
      barred={barredBy(form.profile, form.draft.environment)}
      starting={starting}
      holds={store.settings.value.holdRedirects}
      problem={problem}
      problemOf={(field) => (left.has(field) ? problemText(problems, field, form) : undefined)}
      change={change}
      onLeave={(field) => left.has(field) || setLeft(new Set([...left, field]))}
      onNewState={() => change(changeSecrets(form, { state: freshText() }))}
      onUnlock={() => void store.saveSettings({ unlockedLive: [...unlockedLive, key] })}
      onStart={(how) => void start(how)}
      onSendAnyway={(how) => void start(how, 'send_anyway')}
      onDismiss={() => setProblem(undefined)}
      budget={<BudgetNote store={store} plan={form} onUse={showToken} />}
      onUse={showToken}
      onShowBank={() => {
        shownBank.value = form.bank.key;
        store.screen.value = 'banks';
      }}
    />
  );
}

function problemText(problems: readonly FormProblem[], field: string, form: DraftForm) {
  const problem = problems.find((other) => other.field === field);
  if (problem?.kind !== 'variable_pattern') return problem && message(`new_flow_${problem.kind}`);
  const variable = openVariables(form).find(([name]) => variableFieldId(name) === field)?.[1];
  return message('new_flow_variable_pattern', variable?.pattern ?? '');
}
