import { callUnderWay, type FlowState } from '../flow/flow-state.ts';
import { spentSecrets } from '../flow/spent-secrets.ts';
import { retryAtMs } from '../lint/rules/overloaded.ts';
import { headerOf } from '../oauth/http-message.ts';
import type { EpochMilliseconds } from '../time.ts';
import {
  type Bench,
  faultyCall,
  flowFor,
  goodExchange,
  goodRefresh,
  isAnswered,
  refreshTokens,
} from './bench.ts';
import { type FaultId, faultOf } from './fault.ts';
import { lateAfterMs, type PlannedLogin, pauseOf, planBench } from './plan-bench.ts';

/** What a bench wants done next, by whoever drives it. */
export type BenchAct =
  /** start a flow for this login and open it */
  | { kind: 'open'; login: PlannedLogin }
  /** the bank's page is open: its redirect, or what the person sees, is awaited */
  | { kind: 'await'; flowId: string; login: PlannedLogin }
  /** a call is under way */
  | { kind: 'busy'; flowId: string }
  /** the real exchange, the real refresh */
  | { kind: 'exchange' | 'refresh'; flowId: string }
  | { kind: 'fault'; flowId: string; id: FaultId }
  /** nothing before then: between two requests, or until a code must be dead */
  | { kind: 'wait'; why: 'pause' | 'code_late'; untilMs: EpochMilliseconds }
  /** nothing until the person says so: the bank asked to be left alone, or a request did not go out */
  | { kind: 'stopped'; why: 'rate_limited' | 'not_sent'; untilMs?: EpochMilliseconds }
  | { kind: 'done' };

/**
 * The next thing to do. Logins wait for the person in order; a code that is to die is left alone meanwhile.
 *
 * @param resumedAtMs when the person last said "go on": what stopped the bench before then counts no more
 */
export function nextAct(
  bench: Bench,
  nowMs: EpochMilliseconds,
  resumedAtMs: EpochMilliseconds,
): BenchAct {
  const stopped = whyStopped(bench, resumedAtMs);
  if (stopped) return stopped;
  const acts = planBench(bench.chosen).flatMap((login) => loginAct(bench, login, nowMs) ?? []);
  const first = (...kinds: BenchAct['kind'][]) => acts.find(({ kind }) => kinds.includes(kind));
  const act = first('busy') ??
    first('exchange', 'refresh', 'fault') ??
    first('await') ??
    first('open') ??
    first('wait') ?? { kind: 'done' };
  if (!isTokenRequest(act)) return act;
  const sent = bench.flows.flatMap(({ calls }) => calls.map((call) => call.preparedAtMs));
  const untilMs = Math.max(...sent, 0) + pauseOf(bench.plan);
  return sent.length > 0 && untilMs > nowMs ? { kind: 'wait', why: 'pause', untilMs } : act;
}

function isTokenRequest(act: BenchAct): boolean {
  if (act.kind === 'fault') return faultOf(act.id).strikes !== 'return';
  return act.kind === 'exchange' || act.kind === 'refresh';
}

/** @see RFC 6585 §4, RFC 9110 §10.2.3 */
function whyStopped(
  { flows }: Bench,
  resumedAtMs: EpochMilliseconds,
): Extract<BenchAct, { kind: 'stopped' }> | undefined {
  for (const { answer, failed, preparedAtMs } of flows.flatMap(({ calls }) => calls)) {
    if (failed?.reached === 'no' && preparedAtMs > resumedAtMs) {
      return { kind: 'stopped', why: 'not_sent' };
    }
    if (!answer || answer.receivedAtMs <= resumedAtMs) continue;
    const untilMs = retryAtMs(headerOf(answer, 'retry-after')?.trim() ?? '', answer.receivedAtMs);
    if (answer.status === 429 || (answer.status === 503 && untilMs !== undefined)) {
      return { kind: 'stopped', why: 'rate_limited', ...(untilMs !== undefined && { untilMs }) };
    }
  }
  return undefined;
}

/** `undefined` when nothing more is to be done with this login. */
function loginAct(
  bench: Bench,
  login: PlannedLogin,
  nowMs: EpochMilliseconds,
): BenchAct | undefined {
  const flow = flowFor(bench, login);
  if (!flow) return { kind: 'open', login };
  const { flowId, redirect } = flow;
  if (callUnderWay(flow)) return { kind: 'busy', flowId };
  if (login.rows.includes('wrong_state') && !flow.forged) {
    return { kind: 'fault', flowId, id: 'wrong_state' };
  }
  const rows = login.rows.filter((id) => faultOf(id).strikes !== 'return');
  if (rows.length === 0) return undefined;
  if (login.kind === 'opening') {
    return isAnswered(flow) ? undefined : { kind: 'await', flowId, login };
  }
  if (!redirect) return { kind: 'await', flowId, login };
  if (login.good) {
    const exchanged = goodExchange(flow);
    if (!exchanged) return { kind: 'exchange', flowId };
    if (exchanged.outcome !== 'tokens') return undefined;
  }
  for (const id of rows) {
    if (faultyCall(flow, id)) continue;
    const readyAtMs = id === 'code_late' ? redirect.atMs + lateAfterMs(bench.plan) : 0;
    if (readyAtMs > nowMs) return { kind: 'wait', why: 'code_late', untilMs: readyAtMs };
    const act = login.good ? actWithTokens(flow, id) : 'fault';
    if (act === 'fault') return { kind: 'fault', flowId, id };
    if (act === 'refresh') return { kind: 'refresh', flowId };
  }
  return undefined;
}

/** What a row wants of a flow that has tokens; `undefined` where the bank gives it nothing to go on. */
function actWithTokens(flow: FlowState, id: FaultId): 'fault' | 'refresh' | undefined {
  if (faultOf(id).strikes !== 'refresh') return 'fault';
  const tokens = refreshTokens(flow);
  if (id === 'refresh_reused' && tokens === 'replaced') return 'fault';
  if (tokens === 'none' || isSpent(flow)) return undefined;
  if (id !== 'refresh_reused') return 'fault';
  return goodRefresh(flow) ? undefined : 'refresh';
}

/** Whether the refresh token in use may have been replaced by an answer that nobody could read. */
function isSpent(flow: FlowState): boolean {
  const spent = spentSecrets(flow);
  return flow.tokens.some(
    ({ kind, replaced, secret }) =>
      kind === 'refresh_token' && !replaced && spent.has(secret.fingerprint),
  );
}

/** When the code that is left alone must be dead; `undefined` when none lies there. */
export function lateUntilMs(bench: Bench): EpochMilliseconds | undefined {
  const login = planBench(bench.chosen).find(({ rows }) => rows.includes('code_late'));
  const flow = login && flowFor(bench, login);
  if (!flow?.redirect || faultyCall(flow, 'code_late')) return undefined;
  return flow.redirect.atMs + lateAfterMs(bench.plan);
}
