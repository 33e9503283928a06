import type { JSX } from 'preact';
import { type Bank, listBanks, resolveCatalogue } from '../../core/banks/bank-list.ts';
import { catalogue } from '../../core/banks/catalogue/index.ts';
import { practiceFirst } from '../banks/load-banks.ts';
import {
  changeDraft,
  chooseBank,
  chooseEnvironment,
  chooseService,
  type DraftForm,
  openForm,
} from './draft-form.ts';
import { NewFlowView, type NewFlowViewProps } from './NewFlowView.tsx';
import { buildPreview, type Preview } from './preview.ts';

const banks = practiceFirst(listBanks(resolveCatalogue(catalogue)));

const fresh = {
  state: 'fixture-state-0123456789-0123456789-0123456',
  codeVerifier: 'fixture-verifier-0123456789-0123456789-0123',
};

const practice = open();
const openId = chooseBank(practice, bankCalled('Practice bank (OpenID)'));
const payments = chooseService(practice, 'practice-bpce-pisp');
const real = chooseBank(practice, bankCalled('Banque Populaire Grand Ouest'));
const live = chooseEnvironment(real, 'live');
const edited = changeDraft(openId, {
  redirectUri: 'https://app.example/callback#done',
  edits: { response_type: 'token', code_challenge_method: null },
  extra: [{ name: 'prompt', value: 'consent' }],
});

const previews = new Map<DraftForm, Preview>();
for (const form of [practice, openId, payments, live, edited]) {
  previews.set(form, await buildPreview(form));
}

/** Every state of the form. */
export const fixtures: Record<string, () => JSX.Element> = {
  practiceBank: () => draw(practice),
  withPkceAndSecret: () => draw(openId),
  clientCredentials: () => draw(payments),
  building: () => draw(practice, { preview: undefined }),
  liveLocked: () => draw(live),
  liveUnlocked: () => draw(live, { liveUnlocked: true }),
  withFindings: () => draw(edited),
  outsideDevtools: () => draw(practice, { hasInspectedTab: false }),
  starting: () => draw(practice, { starting: true }),
  incomplete: () =>
    draw(practice, { problemOf: (field) => (field.endsWith('clientId') ? 'Problem' : undefined) }),
  withoutSecret: () =>
    draw(openId, {
      problemOf: (field) => (field.endsWith('clientSecret') ? 'Problem' : undefined),
    }),
  hasErrors: () => {
    const findings = findingsOf(edited);
    const refusal = { kind: 'has_errors', findings } as const;
    return draw(edited, { problem: { kind: 'refused', refusal, how: 'new_tab' } });
  },
  refused: () =>
    draw(live, {
      liveUnlocked: true,
      problem: { kind: 'refused', refusal: { kind: 'live_locked' }, how: 'new_tab' },
    }),
  hostDenied: () => draw(payments, { problem: { kind: 'host_denied', host: 'bank.example' } }),
  workerStopped: () => draw(practice, { problem: { kind: 'worker_stopped' } }),
  notCopied: () => draw(practice, { problem: { kind: 'not_copied' } }),
};

function open(): DraftForm {
  const form = openForm(banks, fresh, {});
  if (!form) throw new Error('the catalogue has no bank');
  return form;
}

function bankCalled(name: string): Bank {
  const bank = banks.find((other) => other.name === name);
  if (!bank) throw new Error(`the catalogue has no bank called ${name}`);
  return bank;
}

function findingsOf(form: DraftForm) {
  const preview = previews.get(form);
  return preview && preview.kind !== 'none' ? preview.findings : [];
}

function draw(form: DraftForm, props: Partial<NewFlowViewProps> = {}): JSX.Element {
  const nothing = () => undefined;
  return (
    <NewFlowView
      banks={banks}
      form={form}
      preview={previews.get(form)}
      hasInspectedTab={true}
      liveUnlocked={false}
      starting={false}
      problemOf={nothing}
      change={nothing}
      onLeave={nothing}
      onNewState={nothing}
      onUnlock={nothing}
      onStart={nothing}
      onSendAnyway={nothing}
      onDismiss={nothing}
      {...props}
    />
  );
}
