import type { JSX } from 'preact';
import { err } from '../../core/result.ts';
import { CheckUrlView, type CheckUrlViewProps } from './CheckUrlView.tsx';
import { checkUrl } from './check-url.ts';
import { changeDraft, type DraftForm } from './draft-form.ts';
import * as forms from './example-forms.fixture.ts';
import { fieldId } from './form-problems.ts';
import { NewFlowView, type NewFlowViewProps } from './NewFlowView.tsx';
import { buildPreview, type Preview } from './preview.ts';

const { banks, clients, practice } = forms;

const previews = new Map<DraftForm, Preview>();
for (const form of Object.values(forms)) {
  if ('draft' in form) previews.set(form, await buildPreview(form, { clients, profiles: [] }));
}

const nothing = () => undefined;
const noClients: NewFlowViewProps['clients'] = {
  clients: [],
  keys: {
    add: async () => err('empty' as const),
    create: async () => undefined,
    forget: async () => true,
  },
  choose: nothing,
  save: async () => true,
  update: async () => true,
};
const withClients = { clients: { ...noClients, clients } };
const goodUrl = urlOf(practice);
const barePractice = `${goodUrl.split('?')[0]}?client_id=practice`;
const OBJECT = `${btoa('{"alg":"none"}')}.${btoa('{"iss":"practice","exp":1}')}.`.replaceAll(
  '=',
  '',
);

/** Every state of the form. */
export const fixtures: Record<string, () => JSX.Element> = {
  practiceBank: () => draw(practice),
  withPkceAndSecret: () => draw(forms.withPkceAndSecret),
  clientCredentials: () => draw(forms.clientCredentials),
  building: () => draw(practice, { preview: undefined }),
  liveLocked: () => draw(forms.live),
  barred: () => draw(practice, { barred: 'Your organisation does not allow flows at this bank.' }),
  liveUnlocked: () => draw(forms.live, { liveUnlocked: true }),
  withFindings: () => draw(forms.withFindings),
  outsideDevtools: () => draw(practice, { hasInspectedTab: false }),
  starting: () => draw(practice, { starting: true }),
  incomplete: () => draw(practice, problemAt('clientId')),
  withoutSecret: () => draw(forms.withPkceAndSecret, problemAt('clientSecret')),
  hasErrors: () => {
    const { withFindings } = forms;
    const refusal = { kind: 'has_errors', findings: findingsOf(withFindings) } as const;
    return draw(withFindings, { problem: { kind: 'refused', refusal, how: 'new_tab' } });
  },
  refused: () =>
    draw(forms.live, {
      liveUnlocked: true,
      problem: { kind: 'refused', refusal: { kind: 'live_locked' }, how: 'new_tab' },
    }),
  tokenAlive: () => draw(forms.clientCredentials, { problem: alive }),
  hostDenied: () =>
    draw(forms.clientCredentials, { problem: { kind: 'host_denied', host: 'bank.example' } }),
  workerStopped: () => draw(practice, { problem: { kind: 'worker_stopped' } }),
  notCopied: () => draw(practice, { problem: { kind: 'not_copied' } }),
  clientChosen: () => draw(forms.clientChosen, withClients),
  clientChanged: () => draw(forms.clientChanged, withClients),
  clientSecretGone: () => draw(forms.clientSecretGone, withClients),
  undocumentedEnvironment: () => draw(forms.doubtfulEnvironment),
  thinFacts: () => draw(forms.thinFacts),
  secretInTemplate: () =>
    draw(changeDraft(forms.thinFacts, { clientAuthentication: 'in_template' })),
  scopeFromEarlierStep: () => draw(forms.scopeFromEarlierStep),
  addressLacking: () =>
    draw(practice, {
      preview: {
        kind: 'incomplete',
        grant: 'authorization_code',
        missing: ['Region'],
        parameters: [],
        findings: [],
      },
    }),
  withoutOauth: () => draw(forms.withoutOauth),
  signsApiRequests: () =>
    draw(
      changeDraft(practice, {
        clientKey: { id: 'key-1', algorithms: ['PS256', 'RS256'], kid: 'made-up-seal' },
      }),
    ),
  modern: () => draw(forms.modern),
  modernChoices: () => draw(forms.modernChoices),
  modernPayment: () => draw(forms.modernPayment),
  modernProblems: () => draw(forms.modernUnknown, { problemOf: (field) => PROBLEMS.get(field) }),
  modernUnasked: () =>
    draw(changeDraft(practice, { dpop: true, resources: ['https://a.example'] })),
  keyUnfit: () =>
    draw(changeDraft(forms.modern, { clientKey: { id: 'k', algorithms: ['ES512'], kid: '' } })),
  objectByValue: () => draw(forms.modernObject),
  sealKeyUnfit: () =>
    draw(
      changeDraft(practice, { clientKey: { id: 'key-1', algorithms: ['ES256'], kid: 'made-up' } }),
    ),
  stepByStep: () => draw(forms.stepByStep),
  answerPosted: () =>
    draw(changeDraft(practice, { extra: [{ name: 'response_mode', value: 'form_post' }] })),
  urlUnchecked: () => draw(practice, { checkUrl: drawUrl('') }),
  urlChecked: () => draw(practice, { checkUrl: drawUrl(goodUrl) }),
  urlWithSecret: () => draw(practice, { checkUrl: drawUrl(`${goodUrl}&client_secret=made-up`) }),
  urlOfNoBank: () => draw(practice, { checkUrl: drawUrl('https://bank.example/?client_id=a') }),
  urlOfLive: () => draw(practice, { checkUrl: drawUrl(urlOf(forms.live)) }),
  urlWithObject: () => draw(practice, { checkUrl: drawUrl(`${barePractice}&request=${OBJECT}`) }),
  urlPushed: () => draw(practice, { checkUrl: drawUrl(`${barePractice}&request_uri=urn:a`) }),
  urlElsewhere: () =>
    draw(practice, { checkUrl: drawUrl(`${barePractice}&request_uri=https://a.example/`) }),
  urlUnreadable: () => draw(practice, { checkUrl: drawUrl(`${barePractice}&request=a`) }),
  noUrl: () => draw(practice, { checkUrl: drawUrl('not an address') }),
  addressUntold: () => draw(practice, { checkUrl: drawUrl('', { untold: true }) }),
};

const alive = {
  kind: 'refused',
  refusal: {
    kind: 'token_alive',
    context: 'private',
    flowId: 'f1',
    endsAt: 1_793_800_000,
    requests: 1,
    tokenId: 't1',
  },
  how: 'token',
} as const;

const PROBLEMS = new Map(
  ['pushed', 'resource-0', 'detail-0-', 'detail-1-instructedAmount.amount'].map((name) => [
    fieldId(name),
    'Problem',
  ]),
);

function problemAt(name: string): Partial<NewFlowViewProps> {
  return { problemOf: (field) => (field.endsWith(name) ? 'Problem' : undefined) };
}

function findingsOf(form: DraftForm) {
  const preview = previews.get(form);
  return preview && preview.kind !== 'none' ? preview.findings : [];
}

function urlOf(form: DraftForm): string {
  const preview = previews.get(form);
  return preview?.kind === 'authorization' ? preview.request.url : '';
}

function drawUrl(text: string, props: Partial<CheckUrlViewProps> = {}): JSX.Element {
  return (
    <CheckUrlView
      open={true}
      text={text}
      check={checkUrl(text, banks)}
      canTake={true}
      untold={false}
      onToggle={nothing}
      onText={nothing}
      onTake={nothing}
      onUse={nothing}
      {...props}
    />
  );
}

function draw(form: DraftForm, props: Partial<NewFlowViewProps> = {}): JSX.Element {
  return (
    <NewFlowView
      banks={banks}
      form={form}
      preview={previews.get(form)}
      clients={noClients}
      checkUrl={drawUrl('', { open: false })}
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
      onShowBank={nothing}
      onUse={nothing}
      {...props}
    />
  );
}
