import { describe, expect, it } from 'vitest';
import type { FlowEvent, Happening } from '../../../src/core/flow/flow-event.ts';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { type FlowSummary, summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import * as happenings from '../../fixtures/happenings.ts';
import type { LogEntry } from '../../practice-bank/control/request-log.ts';
import { accountFor, type BegunFlow, findSpentTwice, shownName } from '../../soak/account.ts';

const { started, opened, captured, prepared, sent, answered, failed, token } = happenings;

const FLOW: BegunFlow = { name: 'Soak 1', bank: 'oidc', state: 'FAKE-state-1', clientId: 'tpp' };
const HOSTILE: BegunFlow = { ...FLOW, bank: 'hostile', clientId: 'soak-client-1' };

const begin = (): Happening => ({ ...started(), bank: FLOW.name, findings: [] });
const waiting = () => [begin(), opened()];
const withCode = () => [...waiting(), captured('code')];
const withTokens = () => [
  ...withCode(),
  prepared('c1', 'exchange'),
  sent('c1'),
  answered('c1', 'tokens', [token('access_token', 't1')]),
];
const renewed = (...end: Happening[]) => [
  ...withTokens(),
  prepared('c2', 'refresh'),
  sent('c2'),
  ...end,
];

const request = (host: string, path: string, parameters: object, status = 200): LogEntry => ({
  ...{ atMs: 0, host, method: 'GET', path, headers: {}, protocol: 'http/1.1', status },
  query: Object.entries(parameters),
  body: [],
});
const landing = () =>
  request('app.localhost', '/callback', { code: 'fakecode0001', state: FLOW.state });
const exchange = (status = 200, code = 'fakecode0001') =>
  request('oidc.localhost', '/token', { grant_type: 'authorization_code', code }, status);
const renewal = (refresh_token = 'fakerefresh1') =>
  request('oidc.localhost', '/token', { grant_type: 'refresh_token', refresh_token });

interface Change {
  begun?: BegunFlow[];
  events?: FlowEvent[];
  rows?: FlowSummary[];
  shown?: string[];
}

/** Kinds of what is wrong with a flow that has this record, at a bank with this log. */
function faultsOf(record: Happening[], log: LogEntry[], change: Change = {}): string[] {
  const events = change.events ?? happenings.record(...record);
  const state = foldFlow(events);
  const rows = change.rows ?? (state ? [summariseFlow(state)] : []);
  const shown = change.shown ?? rows.map(({ bank, phase }) => shownName(bank, phase));
  const kept = { rows, events, shown };
  return accountFor(change.begun ?? [FLOW], kept, log, (phase) => phase).map(({ kind }) => kind);
}

const rowOf = (record: Happening[]) => {
  const state = foldFlow(happenings.record(...record));
  if (!state) throw new Error('no flow');
  return summariseFlow(state);
};

describe('the account of a flow', () => {
  it.each<[string, Happening[], LogEntry[]]>([
    ['went through', withTokens(), [landing(), exchange()]],
    [
      'renewed its tokens',
      renewed(answered('c2', 'tokens', [token('access_token', 't2')])),
      [landing(), exchange(), renewal()],
    ],
    ['was refused by the bank', [...waiting(), captured('bank_error')], []],
    ['was given up before its tab left', [...waiting(), { kind: 'abandoned' }], []],
    [
      'died over its exchange, which came to the bank',
      [...withCode(), prepared('c1', 'exchange'), sent('c1'), failed('c1', 'unknown')],
      [landing(), exchange()],
    ],
    [
      'died over its exchange, which did not',
      [...withCode(), prepared('c1', 'exchange'), sent('c1'), failed('c1', 'unknown')],
      [landing()],
    ],
  ])('is in order where it %s', (_case, record, log) => {
    expect(faultsOf(record, log)).toEqual([]);
  });

  it.each<[string, string[], Happening[], LogEntry[], Change?]>([
    ['waits for ever', ['stuck'], waiting(), []],
    ['stays with an unspent code', ['stuck'], withCode(), [landing()]],
    [
      'has a call that never ends',
      ['stuck'],
      [...withCode(), prepared('c1', 'exchange'), sent('c1')],
      [landing(), exchange()],
    ],
    [
      'was given up by the script',
      ['stuck'],
      withTokens(),
      [landing(), exchange()],
      { begun: [{ ...FLOW, stuck: 'at the bank for too long' }] },
    ],
    ['is not stored', ['lost'], [], [], { events: [], rows: [], shown: [] }],
    [
      'has no record',
      ['lost'],
      [],
      [],
      { events: [], rows: [rowOf(withTokens())], shown: ['Soak 1: tokens_received'] },
    ],
    [
      'has a row that lags behind its record',
      ['lost'],
      withTokens(),
      [landing(), exchange()],
      { rows: [rowOf(withCode())] },
    ],
    ['missed its redirect', ['lost'], [...waiting(), { kind: 'abandoned' }], [landing()]],
    [
      'is stored twice',
      ['duplicate', 'not_as_shown'],
      withTokens(),
      [landing(), exchange()],
      {
        rows: [rowOf(withTokens()), { ...rowOf(withTokens()), flowId: 'f2' }],
        shown: ['Soak 1: tokens_received'],
      },
    ],
    [
      'took one redirect twice',
      ['duplicate'],
      [...withCode(), ...withTokens().slice(2)],
      [landing(), exchange()],
    ],
    [
      'is shown twice',
      ['duplicate'],
      withTokens(),
      [landing(), exchange()],
      { shown: ['Soak 1: tokens_received', 'Soak 1: tokens_received'] },
    ],
    ['is not shown', ['not_as_shown'], withTokens(), [landing(), exchange()], { shown: [] }],
    [
      'is shown as it was before',
      ['not_as_shown', 'not_as_shown'],
      withTokens(),
      [landing(), exchange()],
      { shown: ['Soak 1: code_captured'] },
    ],
    ['has tokens that no bank gave', ['disagrees', 'disagrees'], withTokens(), [landing()]],
    ['sent its code twice', ['disagrees'], withTokens(), [landing(), exchange(), exchange(400)]],
    [
      'says that a call never left, and it did',
      ['disagrees'],
      [...withCode(), prepared('c1', 'exchange'), failed('c1', 'no')],
      [landing(), exchange()],
    ],
    ['renewed unrecorded', ['disagrees'], withTokens(), [landing(), exchange(), renewal()]],
    [
      'records a renewal that the bank never saw',
      ['disagrees'],
      renewed(answered('c2', 'tokens')),
      [landing(), exchange()],
    ],
    [
      'sent a code of nobody’s',
      ['lost'],
      withTokens(),
      [landing(), exchange(), exchange(200, 'fakecode0002')],
    ],
  ])('finds one that %s', (_case, expected, record, log, change) => {
    expect(faultsOf(record, log, change)).toEqual(expected);
  });

  it('knows a request at the hostile bank by its client', () => {
    const record = [
      begin(),
      prepared('c1', 'client_credentials'),
      sent('c1'),
      answered('c1', 'error'),
    ];
    const asked = (clientId: string) =>
      request('hostile.localhost', '/list/token', { client_id: clientId }, 400);
    const begun = [HOSTILE];
    expect(faultsOf(record, [asked('soak-client-1')], { begun })).toEqual([]);
    expect(faultsOf(record, [asked('soak-client-2')], { begun })).toEqual(['disagrees']);
    const twice = [asked('soak-client-1'), asked('soak-client-1')];
    expect(faultsOf(record, twice, { begun })).toEqual(['disagrees']);
  });
});

describe('what may be spent once', () => {
  it('is found where the bank got it twice, in whatever flow', () => {
    const log = [
      landing(),
      exchange(),
      renewal(),
      renewal('fakerefresh2'),
      exchange(400),
      renewal(),
    ];
    expect(findSpentTwice(log).map(({ flow }) => flow)).toEqual(['fakecode0001', 'fakerefresh1']);
    expect(findSpentTwice(log.slice(0, 4))).toEqual([]);
  });
});
