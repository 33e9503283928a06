import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Happening, HappeningOf } from '../../core/flow/flow-event.ts';
import {
  watchedAnswerAlone,
  watchedCode,
  watchedTokens,
  watchedWaiting,
} from '../watch/watched-flow.fixture.ts';
import type { DetailTab } from './detail-tab.ts';
import { tabForPhase } from './detail-tab.ts';
import {
  answer,
  answered,
  bankErrorRedirect,
  bankHost,
  codeCaptured,
  eventsOf,
  mismatchFinding,
  nowMs,
  opened,
  pageSeen,
  prepared,
  refusedAnswer,
  refusedRedirect,
  sent,
  started,
  startMs,
  stateFinding,
  stateOf,
  tokenErrorFinding,
} from './example-flow.fixture.ts';
import { FlowDetailView, type FlowDetailViewProps } from './FlowDetailView.tsx';
import { idleCommands } from './idle-commands.fixture.ts';
import {
  answeredFlow,
  calledFlow,
  endsAtMs,
  exchangedFlow,
  jarmFinding,
  openedFlow,
  openedObject,
  openedPushed,
  preparedPlainPush,
  preparedPush,
  pushed,
  pushedFlow,
  pushing,
  pushRefused,
  signedRedirect,
  startedFapi,
} from './pushed-flow.fixture.ts';
import { secondRedirect } from './second-answer.fixture.ts';

const nothing = () => undefined;

function detail(happenings: Happening[], change: Partial<FlowDetailViewProps> = {}) {
  const events = eventsOf(...happenings);
  const flow = stateOf(events);
  return (
    <FlowDetailView
      flow={flow}
      events={events}
      nowMs={signal(nowMs)}
      problem={undefined}
      tab={tabForPhase(flow)}
      onTab={nothing}
      commands={idleCommands}
      tokens={<p class="subtle">The tokens of the flow stand here.</p>}
      {...change}
    />
  );
}
const onTab = (tab: DetailTab) => ({ tab });

const waiting = [started({ findings: [stateFinding] }), opened(), pageSeen()];
const captured = [started(), opened(), pageSeen(), codeCaptured];
const appUri = 'http://app.localhost:8489/callback';
const heldAnswer = {
  id: 'example-held',
  kind: 'held_answer',
  length: 120,
  fingerprint: '4e1d0001',
} as const;
const holdSet = (change: Partial<HappeningOf<'hold_set'>> = {}): Happening => ({
  kind: 'hold_set',
  redirectUri: appUri,
  bank: bankHost,
  atBank: true,
  gaps: ['other_host'],
  untilMs: startMs + 900_000,
  ...change,
});
const heldCode = { ...codeCaptured, held: heldAnswer } as Happening;
const kept = [started(), holdSet(), opened(), pageSeen(), heldCode];
const exchanged = [...captured, prepared('1'), sent('1'), answered('1')];
const signed: Happening = {
  ...(prepared('1') as HappeningOf<'call_prepared'>),
  assertion: {
    header: { alg: 'ES256', kid: 'made-up-key', typ: 'JWT' },
    claims: {
      iss: 'made-up-client',
      sub: 'made-up-client',
      aud: `${bankHost}/stet/psd2/oauth/token`,
      jti: 'made-up-id',
      iat: startMs / 1000,
      exp: startMs / 1000 + 60,
    },
  },
};
const failed = (reached: 'no' | 'unknown'): Happening => ({
  kind: 'call_failed',
  callId: '1',
  failure: {
    kind: 'network',
    reason: 'net::ERR_CONNECTION_REFUSED',
    host: new URL(bankHost).hostname,
  },
  reached,
});
const called = (status: number, outcome: 'api_ok' | 'api_refused', body: string): Happening[] => [
  ...exchanged,
  prepared('2', 'api'),
  sent('2'),
  answered('2', { outcome, tokens: [], answer: answer({ status, body, durationMs: 87 }) }),
];

export const fixtures: Record<string, () => JSX.Element> = {
  draft: () => detail([started()]),
  'awaiting the redirect': () => detail(waiting),
  'awaiting, URL copied': () => detail([started(), opened('copied')]),
  'awaiting, inspected tab': () => detail([started(), opened('inspected_tab')]),
  'awaiting, page refused, long wait': () =>
    detail([started(), opened(), pageSeen({ status: 500 })], {
      nowMs: signal(startMs + 400_000),
    }),
  'awaiting for a quarter of an hour': () =>
    detail([started(), opened()], { nowMs: signal(startMs + 901_000) }),
  'awaiting, page failed': () =>
    detail([
      started(),
      opened(),
      {
        kind: 'page_seen',
        url: `${bankHost}/login`,
        failure: 'net::ERR_EMPTY_RESPONSE',
      },
    ]),
  'awaiting, redirect tab': () => detail(waiting, onTab('redirect')),
  'code captured': () => detail(captured),
  'held, awaiting': () => detail([started(), holdSet(), opened(), pageSeen()]),
  'held, awaiting, bank not granted': () =>
    detail([
      started(),
      holdSet({ atBank: false, gaps: ['service_worker', 'form_body'] }),
      opened(),
    ]),
  'held, scheme of an app': () =>
    detail([
      started(),
      holdSet({ redirectUri: 'exampleapp://cb', atBank: false, gaps: ['scheme'] }),
      opened(),
    ]),
  'held, code captured': () => detail(kept),
  'held, timeline': () => detail(kept, onTab('timeline')),
  'hold expired': () => detail([...kept, { kind: 'hold_ended', why: 'expired' }]),
  'held, released': () => detail([...kept, { kind: 'released' }]),
  'code captured, timeline': () => detail(captured, onTab('timeline')),
  'second answer, timeline': () => detail([...captured, secondRedirect], onTab('timeline')),
  'second answer, findings': () => detail([...captured, secondRedirect], onTab('findings')),
  'bank refused the authorization': () => detail([started(), opened(), bankErrorRedirect]),
  'redirect refused': () => detail([started(), opened(), refusedRedirect]),
  'code discarded': () => detail([...captured, { kind: 'code_discarded' }], onTab('redirect')),
  abandoned: () => detail([...waiting, { kind: 'abandoned' }]),
  exchanging: () => detail([...captured, prepared('1'), sent('1')]),
  'tokens received': () => detail(exchanged),
  'tokens received, exchange': () => detail(exchanged, onTab('exchange')),
  'tokens received, signed by the client': () =>
    detail([...captured, signed, sent('1'), answered('1')], onTab('exchange')),
  'tokens received, redirect': () => detail(exchanged, onTab('redirect')),
  'tokens received, timeline': () => detail(exchanged, onTab('timeline')),
  'API called': () =>
    detail(
      called(200, 'api_ok', '{"accounts":[{"resourceId":"1","balance":1250.00}]}'),
      onTab('exchange'),
    ),
  'API refused, timeline': () =>
    detail(called(401, 'api_refused', '{"error":"invalid_token"}'), onTab('timeline')),
  'token request refused': () =>
    detail([
      ...captured,
      prepared('1'),
      sent('1'),
      answered('1', {
        outcome: 'error',
        tokens: [],
        answer: refusedAnswer,
        findings: [tokenErrorFinding],
      }),
    ]),
  'answer unusable': () =>
    detail([
      ...captured,
      prepared('1'),
      sent('1'),
      answered('1', {
        outcome: 'unexpected',
        tokens: [],
        answer: answer({
          status: 502,
          headers: [['Content-Type', 'text/html']],
          body: '<html><title>Bad gateway</title></html>',
          cut: true,
          badText: true,
        }),
      }),
    ]),
  'answer is a redirect': () =>
    detail([
      ...captured,
      prepared('1'),
      sent('1'),
      answered('1', {
        outcome: 'redirected',
        tokens: [],
        answer: answer({ status: 0, headers: [], body: '', redirected: true }),
      }),
    ]),
  'token request not sent': () => detail([...captured, prepared('1'), sent('1'), failed('no')]),
  'outcome unknown': () => detail([...captured, prepared('1'), sent('1'), failed('unknown')]),
  'client credentials': () =>
    detail([clientCredentials(), { ...prepared('1'), purpose: 'client_credentials' } as Happening]),
  'watched, waiting': () => detail(watchedWaiting),
  'watched, code': () => detail(watchedCode),
  'watched, tokens': () => detail(watchedTokens),
  'watched, timeline': () => detail(watchedTokens, onTab('timeline')),
  'watched, answer alone': () => detail(watchedAnswerAlone),
  'imported, waiting': () => detail([started({ imported: 1 }), opened()]),
  'imported, code': () => detail([started({ imported: 1 }), opened(), codeCaptured]),
  'imported, under way': () =>
    detail([started({ imported: 1 }), opened(), codeCaptured, prepared('1'), sent('1')]),
  'imported, tokens': () => detail([started({ imported: 1 }), ...exchanged.slice(1)]),
  'being pushed': () => detail(pushing),
  'push refused': () => detail([...pushing, pushRefused('p')]),
  'push got lost': () =>
    detail([...pushing, { ...(failed('unknown') as HappeningOf<'call_failed'>), callId: 'p' }]),
  'pushed, not opened': () => detail(pushedFlow),
  'pushed, not opened, ended': () => detail(pushedFlow, { nowMs: signal(endsAtMs + 5000) }),
  'pushed and opened, request': () => detail(openedFlow, onTab('request')),
  'pushed, URL copied, ended': () =>
    detail([...pushedFlow, openedPushed('copied')], { nowMs: signal(endsAtMs + 5000) }),
  'pushed again': () => detail([...openedFlow, preparedPush('q'), sent('q'), pushed('q')]),
  'pushed parameters, request': () =>
    detail(
      [startedFapi(), preparedPlainPush('p'), sent('p'), pushed('p'), openedPushed()],
      onTab('request'),
    ),
  'request object in the address, request': () =>
    detail([startedFapi(), openedObject()], onTab('request')),
  'pushed, timeline': () => detail(exchangedFlow, onTab('timeline')),
  'signed answer': () => detail(answeredFlow),
  'signed answer refused': () =>
    detail([
      ...openedFlow,
      signedRedirect('bad', [
        jarmFinding('signature', 'bad', 'PS256'),
        jarmFinding('aud', 'somebody-else', 'PSDFR-ACPR-12345'),
      ]),
    ]),
  'signed answer, keys not to be had': () =>
    detail([
      ...openedFlow,
      signedRedirect('no_keys', [jarmFinding('signature', 'no_keys', 'PS256')]),
    ]),
  'signed answer, no algorithm': () =>
    detail([...openedFlow, signedRedirect('refused', [jarmFinding('alg', 'none', 'PS256')])]),
  'nonce wanted, exchange': () => detail(exchangedFlow, onTab('exchange')),
  'bound token, called': () => detail(calledFlow, onTab('exchange')),
  'imported, pushed': () => detail([startedFapi({ imported: 1 }), ...pushedFlow.slice(1)]),
  findings: () =>
    detail([started({ findings: [stateFinding] }), opened(), refusedRedirect], onTab('findings')),
  'no findings': () => detail(captured, onTab('findings')),
  'send anyway?': () =>
    detail(captured, {
      problem: {
        kind: 'refused',
        refusal: { kind: 'has_errors', findings: [mismatchFinding] },
        anyway: nothing,
      },
    }),
  'secret gone': () =>
    detail(captured, {
      problem: { kind: 'refused', refusal: { kind: 'secret_gone', what: 'authorization_code' } },
    }),
  'host denied': () =>
    detail(captured, { problem: { kind: 'host_denied', host: new URL(bankHost).host } }),
  'worker stopped': () => detail(captured, { problem: { kind: 'worker_stopped' } }),
};

function clientCredentials(): Happening {
  const start = started();
  if (start.kind !== 'started') throw new Error('not a start');
  const draft = { ...start.plan.draft, grant: 'client_credentials' as const };
  return { ...start, plan: { ...start.plan, draft } };
}
