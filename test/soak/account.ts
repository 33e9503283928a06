import type { FlowEvent } from '../../src/core/flow/flow-event.ts';
import {
  type CallState,
  callUnderWay,
  type FlowState,
  foldFlow,
} from '../../src/core/flow/flow-state.ts';
import type { FlowSummary } from '../../src/core/flow/flow-summary.ts';
import type { LogEntry } from '../practice-bank/control/request-log.ts';

/** A flow that the soak asked the worker for. */
export interface BegunFlow {
  /** the name under which it stands in the list, and nothing else does */
  name: string;
  bank: 'oidc' | 'hostile';
  state: string;
  clientId: string;
  /** what the script was waiting for when it gave up */
  stuck?: string;
}

/** What the extension holds of the flows, by two ways to look. */
export interface Kept {
  /** rows of IndexedDB that nobody has cleared */
  rows: readonly FlowSummary[];
  events: readonly FlowEvent[];
  /** accessible names of the panel's rows, without their places in the list */
  shown: readonly string[];
}

export interface Fault {
  kind: 'stuck' | 'lost' | 'duplicate' | 'not_as_shown' | 'spent_twice' | 'disagrees';
  flow: string;
  why: string;
}

/** Where a flow may rest for good. */
const ENDS = [
  'tokens_received',
  'refused_by_bank',
  'refused_by_us',
  'failed',
  'outcome_unknown',
  'abandoned',
];

/** What is wrong with the flows that were begun, by what the extension holds and what the bank received. */
export function accountFor(
  begun: readonly BegunFlow[],
  kept: Kept,
  log: readonly LogEntry[],
  wordFor: (phase: FlowSummary['phase']) => string,
): Fault[] {
  const received = readLog(log);
  const faults = begun.flatMap((flow) => judgeFlow(flow, kept, received));
  const codes = new Set(begun.map(({ state }) => received.codes.get(state)));
  for (const code of received.codesSent) {
    if (!codes.has(code)) {
      faults.push({
        kind: 'lost',
        flow: code.slice(0, 12),
        why: 'a code was sent that no flow got',
      });
    }
  }
  const [least, most] = expectedRequests(renewalsOf(begun, kept));
  if (received.renewals < least || received.renewals > most) {
    const why = `${span(least, most)} renewals are recorded, and the bank saw ${received.renewals}`;
    faults.push({ kind: 'disagrees', flow: 'all', why });
  }
  return [...faults, ...judgeShown(kept, wordFor)];
}

/** Codes and refresh tokens that the bank got more than once, in whichever flow. */
export function findSpentTwice(log: readonly LogEntry[]): Fault[] {
  return [...readLog(log).spent].flatMap(([secret, statuses]) => {
    const why = `the bank got it ${statuses.length} times`;
    return statuses.length > 1 ? [{ kind: 'spent_twice', flow: secret.slice(0, 12), why }] : [];
  });
}

function renewalsOf(begun: readonly BegunFlow[], { rows, events }: Kept): CallState[] {
  const names = new Set(begun.map(({ name }) => name));
  return rows
    .filter(({ bank }) => names.has(bank))
    .flatMap(
      ({ flowId }) => foldFlow(events.filter((event) => event.flowId === flowId))?.calls ?? [],
    )
    .filter(({ purpose }) => purpose === 'refresh');
}

function judgeFlow(flow: BegunFlow, kept: Kept, received: Received): Fault[] {
  const say = (kind: Fault['kind'], why: string): Fault => ({ kind, flow: flow.name, why });
  const rows = kept.rows.filter(({ bank }) => bank === flow.name);
  const [row] = rows;
  const faults: Fault[] = flow.stuck === undefined ? [] : [say('stuck', flow.stuck)];
  if (!row) return [...faults, say('lost', 'it is not stored')];
  if (rows.length > 1) faults.push(say('duplicate', `it is stored ${rows.length} times`));
  const events = kept.events.filter(({ flowId }) => flowId === row.flowId);
  const state = foldFlow(events);
  if (!state) return [...faults, say('lost', 'its record cannot be read')];
  const { phase } = state;
  if (flow.stuck === undefined && (!ENDS.includes(phase) || callUnderWay(state))) {
    faults.push(
      say(
        'stuck',
        `its record ends at "${phase}"${callUnderWay(state) ? ', with an open call' : ''}`,
      ),
    );
  }
  if (phase !== row.phase)
    faults.push(say('lost', `its row says "${row.phase}", its record "${phase}"`));
  const captures = events.filter(({ happening }) => happening.kind === 'redirect_captured');
  if (captures.length > 1)
    faults.push(say('duplicate', `${captures.length} redirects in its record`));
  if (captures.length === 0 && received.landed.has(flow.state)) {
    faults.push(say('lost', 'its redirect came to the app, and was not captured'));
  }
  return [...faults, ...judgeCalls(flow, state, received).map((why) => say('disagrees', why))];
}

/** Where the record of a flow says something else than the bank's log. */
function judgeCalls(flow: BegunFlow, { calls, phase }: FlowState, received: Received): string[] {
  const wrong: string[] = [];
  const obtaining = calls.filter(
    ({ purpose }) => purpose === 'exchange' || purpose === 'client_credentials',
  );
  const code = received.codes.get(flow.state);
  const seen =
    flow.bank === 'hostile'
      ? (received.byClient.get(flow.clientId) ?? [])
      : (received.spent.get(code ?? '') ?? []);
  const [least, most] = expectedRequests(obtaining);
  if (seen.length < least || seen.length > most) {
    wrong.push(
      `its record tells of ${span(least, most)} token requests, and the bank saw ${seen.length}`,
    );
  }
  if (phase === 'tokens_received' && flow.bank === 'oidc' && !seen.includes(200)) {
    wrong.push('it has tokens, and the bank gave none for its code');
  }
  return wrong;
}

/** How many requests the bank must, and can, have seen of some calls. */
export function expectedRequests(
  calls: readonly Pick<CallState, 'outcome' | 'failed'>[],
): [least: number, most: number] {
  const answered = calls.filter(({ outcome }) => outcome !== undefined).length;
  const unknown = calls.filter(
    ({ failed, outcome }) => !outcome && failed?.reached !== 'no',
  ).length;
  return [answered, answered + unknown];
}

const span = (least: number, most: number) => (least === most ? `${least}` : `${least} to ${most}`);

function judgeShown(
  { rows, shown }: Kept,
  wordFor: (phase: FlowSummary['phase']) => string,
): Fault[] {
  const faults: Fault[] = [];
  const left = new Map<string, number>();
  for (const name of shown) left.set(name, (left.get(name) ?? 0) + 1);
  for (const { bank, phase } of rows) {
    const name = shownName(bank, wordFor(phase));
    const count = left.get(name) ?? 0;
    left.delete(name);
    if (count > 1)
      faults.push({ kind: 'duplicate', flow: bank, why: `it is shown ${count} times` });
    if (count === 0)
      faults.push({ kind: 'not_as_shown', flow: bank, why: `stored as "${phase}", not shown so` });
  }
  for (const name of left.keys()) {
    faults.push({ kind: 'not_as_shown', flow: name, why: 'shown, and not stored so' });
  }
  return faults;
}

/** A row as both sides of the comparison write it. */
export function shownName(bank: string, phaseWord: string): string {
  return `${bank}: ${phaseWord}`;
}

interface Received {
  /** states that came back to the app */
  landed: ReadonlySet<string>;
  /** codes by their states */
  codes: ReadonlyMap<string, string>;
  /** statuses of the token requests in which a code or refresh token came */
  spent: ReadonlyMap<string, readonly number[]>;
  codesSent: ReadonlySet<string>;
  /** statuses of the token requests of a client */
  byClient: ReadonlyMap<string, readonly number[]>;
  /** requests with a refresh token */
  renewals: number;
}

function readLog(log: readonly LogEntry[]): Received {
  const landed = new Set<string>();
  const codes = new Map<string, string>();
  const spent = new Map<string, number[]>();
  const codesSent = new Set<string>();
  const byClient = new Map<string, number[]>();
  let renewals = 0;
  const count = (counts: Map<string, number[]>, key: string | undefined, status: number) => {
    if (key !== undefined) counts.set(key, [...(counts.get(key) ?? []), status]);
  };
  for (const { host, path, query, body, status } of log) {
    const given = new Map([...query, ...body]);
    const state = given.get('state');
    if (host.startsWith('app.') && path === '/callback' && state !== undefined) {
      landed.add(state);
      const code = given.get('code');
      if (code !== undefined) codes.set(state, code);
    } else if (path.endsWith('/token')) {
      const code = given.get('code');
      if (code !== undefined) codesSent.add(code);
      if (given.get('grant_type') === 'refresh_token') renewals += 1;
      count(spent, code ?? given.get('refresh_token'), status);
      count(byClient, given.get('client_id'), status);
    }
  }
  return { landed, codes, spent, codesSent, byClient, renewals };
}
