import type { Bench } from '../core/fault-bench/bench.ts';
import { FAULT_IDS, type FaultId } from '../core/fault-bench/fault.ts';
import { missingCondition } from '../core/fault-bench/fault-rows.ts';
import { faultyEdits, forgedAnswer } from '../core/fault-bench/faulty-authorization.ts';
import { type BenchAct, nextAct } from '../core/fault-bench/next-act.ts';
import type { PlannedLogin } from '../core/fault-bench/plan-bench.ts';
import type { FlowState } from '../core/flow/flow-state.ts';
import { replayPlan } from '../core/flow/replay-plan.ts';
import { RANDOM_BYTES, randomText } from '../core/oauth/pkce.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import type { Effects } from './effects.ts';
import type { EngineRefusal, EngineReply, FlowEngine } from './flow-engine.ts';
import { openedHappening } from './open-request.ts';

/** Where a browser ended up after an authorization URL. */
export type BrowserEnd =
  | { kind: 'redirect'; url: string }
  /** no redirect came: the page it stands on, and what a person says that it is */
  | { kind: 'page'; url: string; status?: number; saw?: FlowState['saw'] };

/** What a bench is run with, beside the engine. */
export interface BenchRun {
  /** of the good flow */
  plan: FlowPlan;
  /** empty where the client has none */
  clientSecret: string;
  /** the bank's name, as chosen */
  bank: string;
  /** the good flow, where it is recorded */
  of?: string;
  /** absent: every row that means something at this bank */
  chosen?: readonly FaultId[];
  /** takes an authorization URL to its end: in a browser, or by plain HTTP where the bank approves by itself */
  authorize(url: string, login: PlannedLogin): Promise<BrowserEnd>;
  /** resolves after so many milliseconds, or when the run is broken off */
  wait(ms: number): Promise<void>;
  /** told before each act; the run ends there when it gives `stop` */
  before?(act: BenchAct, bench: Bench): 'go' | 'stop';
}

/** How a run ended: all done, told to stop, the bank wants a rest, or something could not be done. */
export type BenchEnd =
  | Extract<BenchAct, { kind: 'done' | 'stopped' }>
  | { kind: 'told_to_stop' }
  /** a login brought no code, twice no answer came */
  | { kind: 'no_answer'; rows: readonly FaultId[] }
  | { kind: 'refused'; refusal: EngineRefusal };

/** Runs a fault bench from its first login to its end. Never sends anything to a live bank. */
export async function runBench(
  engine: FlowEngine,
  effects: Effects,
  run: BenchRun,
): Promise<{ bench: Bench; end: BenchEnd }> {
  const { plan, clientSecret } = run;
  const hasSecret = clientSecret !== '';
  const possible = FAULT_IDS.filter((id) => !missingCondition(id, { plan, hasSecret }));
  const chosen = possible.filter((id) => run.chosen?.includes(id) ?? true);
  const id = effects.randomId();
  const empty: Bench = { id, of: run.of ?? id, chosen, plan, hasSecret, flows: [] };
  const flowIds: string[] = [];
  const resumedAtMs = effects.clock.nowMs() - 1;
  for (;;) {
    const read = await Promise.all(flowIds.map((flowId) => engine.read(flowId)));
    const bench = { ...empty, flows: read.filter((flow) => flow !== undefined) };
    const act = nextAct(bench, effects.clock.nowMs(), resumedAtMs);
    if (act.kind === 'done' || act.kind === 'stopped') return { bench, end: act };
    if (run.before?.(act, bench) === 'stop') return { bench, end: { kind: 'told_to_stop' } };
    if (act.kind === 'open') {
      const { rows } = act.login;
      const tried = bench.flows.some(({ started }) => started.bench?.rows.join() === rows.join());
      if (tried) return { bench, end: { kind: 'no_answer', rows } };
      const opened = await open(engine, effects, run, bench, act.login);
      if (!opened.ok) return { bench, end: { kind: 'refused', refusal: opened.error } };
      flowIds.push(opened.value.flowId);
      continue;
    }
    if (act.kind === 'await') {
      const { rows } = act.login;
      return { bench, end: { kind: 'no_answer', rows } };
    }
    const done = await perform(engine, effects, run, act);
    if (!done.ok) return { bench, end: { kind: 'refused', refusal: done.error } };
  }
}

async function perform(
  engine: FlowEngine,
  effects: Effects,
  run: BenchRun,
  act: Exclude<BenchAct, { kind: 'open' | 'await' | 'done' | 'stopped' }>,
): Promise<EngineReply<unknown>> {
  switch (act.kind) {
    case 'exchange':
      return engine.exchangeCode(act.flowId, 'send_anyway');
    case 'refresh':
      return engine.refresh(act.flowId);
    case 'fault':
      return engine.sendFault(act.flowId, act.id);
    case 'busy':
      return { ok: false, error: { kind: 'call_under_way' } };
    case 'wait':
      await run.wait(Math.max(act.untilMs - effects.clock.nowMs(), 0));
      return { ok: true, value: undefined };
  }
}

/** Starts the flow of a login, opens it, and takes what comes back. */
async function open(
  engine: FlowEngine,
  effects: Effects,
  { plan, clientSecret, bank, authorize }: BenchRun,
  { id, of, chosen }: Bench,
  login: PlannedLogin,
): Promise<EngineReply> {
  const fresh = () => randomText(effects.randomBytes(RANDOM_BYTES));
  const secrets = { clientSecret, state: fresh(), nonce: fresh(), codeVerifier: fresh() };
  const again = replayPlan(plan);
  const edits = { ...again.draft.edits, ...faultyEdits(again, login.rows) };
  const started = await engine.startAuthorization(
    { ...again, draft: { ...again.draft, edits } },
    secrets,
    {
      bank,
      repeats: of,
      onErrors: 'send_anyway',
      bench: { id, of, chosen: [...chosen], rows: login.rows },
    },
  );
  if (!started.ok) {
    const { error } = started;
    // That the bank did not take the request is what it says to it.
    if (error.kind === 'push_failed') return { ok: true, value: { flowId: error.flowId } };
    return { ok: false, error };
  }
  const { flowId, url } = started.value;
  await effects.journal.append(flowId, openedHappening(started.value, 'new_tab'));
  // Before the true answer, as a forger would.
  const fault = 'wrong_state';
  if (login.rows.includes(fault)) {
    const forged = forgedAnswer(again);
    const taken = await engine.acceptRedirect({ url: forged, via: 'pasted', flowId, fault });
    if (!taken.ok) return taken;
  }
  const end = await authorize(url, login);
  if (end.kind === 'redirect') {
    return engine.acceptRedirect({ url: end.url, via: 'navigation', flowId });
  }
  const { status } = end;
  await effects.journal.append(flowId, {
    kind: 'page_seen',
    url: end.url.replace(/[?#].*$/s, ''),
    ...(status !== undefined && { status }),
  });
  if (status !== undefined && status >= 400 && login.kind === 'opening') {
    return { ok: true, value: { flowId } };
  }
  // A bank that has nothing against the request goes on with a page of its own.
  const saw = end.saw ?? (login.kind === 'opening' ? 'login_page' : undefined);
  return engine.abandon(flowId, saw);
}
