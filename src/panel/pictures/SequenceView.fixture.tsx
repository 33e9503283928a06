import type { Happening, HappeningOf } from '../../core/flow/flow-event.ts';
import { flowSequence } from '../../core/pictures/flow-sequence.ts';
import { message } from '../browser.ts';
import {
  answer,
  answered,
  bankErrorRedirect,
  bankHost,
  codeCaptured,
  eventsOf,
  mismatchFinding,
  opened,
  pageSeen,
  prepared,
  refusedAnswer,
  refusedRedirect,
  sent,
  started,
  stateFinding,
  stateOf,
} from '../flows/example-flow.fixture.ts';
import { watchedTokens } from '../watch/watched-flow.fixture.ts';
import { SequenceView } from './SequenceView.tsx';

const code: Happening = { ...codeCaptured, status: 302 };
const tokens = [code, prepared('1'), sent('1'), answered('1')];
const hold: HappeningOf<'hold_set'> = {
  kind: 'hold_set',
  redirectUri: 'http://app.localhost:8489/callback',
  bank: bankHost,
  atBank: true,
  gaps: [],
  untilMs: Date.UTC(2026, 4, 4, 9, 45),
};
const call = prepared('2', 'api') as HappeningOf<'call_prepared'>;
const refresh: Happening = {
  ...call,
  callId: '3',
  purpose: 'refresh',
  request: {
    ...(prepared('3') as HappeningOf<'call_prepared'>).request,
    parameters: [{ name: 'grant_type', value: 'refresh_token' }],
  },
};
const consent: Happening[] = [
  {
    ...call,
    callId: '7',
    purpose: 'step',
    request: { ...call.request, method: 'POST', url: `${bankHost}/psd2/consent/v1/consents` },
  },
  sent('7'),
  {
    ...answered('7'),
    outcome: 'api_ok',
    answer: answer({ status: 201, body: '{}' }),
    tokens: [],
  } as Happening,
  { kind: 'captured', by: 'bank', values: { consentId: 'fake-consent' } },
];
const accounts: Happening[] = [
  call,
  sent('2'),
  { ...answered('2'), outcome: 'api_ok', tokens: [] } as Happening,
];
const many = Array.from({ length: 30 }, () => accounts.slice(1).toReversed()).flat();

function picture(view: 'diagram' | 'table', ...happenings: Happening[]) {
  return drawn({ view }, ...happenings);
}

function drawn(look: { view: 'diagram' | 'table'; barred?: boolean }, ...happenings: Happening[]) {
  const events = eventsOf(...happenings);
  const sequence = flowSequence(stateOf(events), events, message);
  return () => (
    <SequenceView
      sequence={sequence}
      {...look}
      saveSvg={() => undefined}
      savePng={async () => true}
    />
  );
}

const refreshed = [
  started({ findings: [stateFinding] }),
  opened(),
  pageSeen(),
  ...tokens,
  ...accounts,
  refresh,
  sent('3'),
  answered('3'),
];

export const fixtures = {
  'a flow with its refresh, as a diagram': picture('diagram', ...refreshed),
  'a flow with its refresh, as a table': picture('table', ...refreshed),
  'steps before the redirect': picture('diagram', started(), ...consent, opened(), ...tokens),
  'not to be saved': drawn({ view: 'diagram', barred: true }, started(), hold, opened(), code),
  'a held redirect': picture('diagram', started(), hold, opened(), code),
  'a redirect that we refused': picture('diagram', started(), opened(), {
    ...refusedRedirect,
    via: 'failed_navigation',
    findings: [mismatchFinding],
  } as Happening),
  'an error of the bank, as a table': picture('table', started(), opened(), bankErrorRedirect),
  'a refused exchange': picture('diagram', started(), opened(), code, prepared('1'), sent('1'), {
    ...answered('1'),
    outcome: 'error',
    answer: refusedAnswer,
    tokens: [],
  } as Happening),
  'an answer that nobody knows': picture(
    'diagram',
    started(),
    opened(),
    code,
    prepared('1'),
    sent('1'),
    {
      kind: 'call_failed',
      callId: '1',
      failure: { kind: 'interrupted' },
      reached: 'unknown',
    },
  ),
  'a request that never left, as a table': picture(
    'table',
    started(),
    opened(),
    code,
    prepared('1'),
    {
      kind: 'call_failed',
      callId: '1',
      failure: { kind: 'network', reason: 'net::ERR_CONNECTION_REFUSED', host: 'bank.example' },
      reached: 'no',
    },
  ),
  'a watched flow': picture('diagram', ...watchedTokens),
  'sixty messages': picture('diagram', started(), opened(), ...accounts, ...many),
  'nothing yet': picture('diagram', started()),
};
