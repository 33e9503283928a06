import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { FlowReply } from '../../../contract/replies.ts';
import { type Bench, draftBench } from '../../../core/fault-bench/bench.ts';
import type { FaultId } from '../../../core/fault-bench/fault.ts';
import { faultyEdits, forgedAnswer } from '../../../core/fault-bench/faulty-authorization.ts';
import { type BenchAct, nextAct } from '../../../core/fault-bench/next-act.ts';
import type { PlannedLogin } from '../../../core/fault-bench/plan-bench.ts';
import { type FlowState, foldFlow } from '../../../core/flow/flow-state.ts';
import { destination } from '../../flows/destination.ts';
import type { FlowProblem } from '../../flows/flow-problem.ts';
import type { PanelStore } from '../../store.ts';

/** A bench as the panel drives it. What it did stands in the flows alone, so that another can go on. */
export interface BenchRunner {
  /** the flow that benches are made from; `undefined` while it is read, `null` when it is gone */
  good: ReadonlySignal<FlowState | undefined | null>;
  /** `undefined` while it is read, `null` when none has begun */
  bench: ReadonlySignal<Bench | undefined | null>;
  running: ReadonlySignal<boolean>;
  resumedAtMs: ReadonlySignal<number>;
  problem: Signal<FlowProblem | undefined>;
  /** something that the person pressed is being done */
  pressed: ReadonlySignal<boolean>;
  begin(chosen: readonly FaultId[]): void;
  resume(): void;
  stop(): void;
  /** puts the bench away: the next one begins anew */
  leave(): void;
  open(login: PlannedLogin): Promise<void>;
  /** the person gives a flow up, with what they see */
  giveUp(flowId: string, saw: FlowState['saw']): Promise<void>;
  dispose(): void;
}

export function createBenchRunner(store: PanelStore, flow: FlowState): BenchRunner {
  const good = signal<FlowState | undefined | null>(undefined);
  const bench = signal<Bench | undefined | null>(undefined);
  const running = signal(false);
  const resumedAtMs = signal(0);
  const problem = signal<FlowProblem | undefined>(undefined);
  const pressed = signal(false);
  let turning: Promise<void> = Promise.resolve();
  let isNextDue = false;
  let waitingUntilMs = Number.POSITIVE_INFINITY;

  async function read(flowId: string): Promise<FlowState | undefined> {
    return foldFlow((await store.client.ask('readFlow', { flowId })).events);
  }

  async function find(): Promise<void> {
    const of = flow.started.bench?.of ?? flow.flowId;
    const source = await read(of);
    good.value = source ?? null;
    if (!source) return;
    const seen = new Set<string>();
    for (const { flowId, bench: id } of store.flows.peek() ?? []) {
      if (id === undefined || seen.has(id)) continue;
      seen.add(id);
      const mark = (await read(flowId))?.started.bench;
      if (mark?.of !== of) continue;
      bench.value = draftBench(source, mark.id, mark.chosen);
      return reload();
    }
    bench.value = null;
  }

  async function reload(): Promise<void> {
    const { id } = bench.peek() ?? {};
    const rows = (store.flows.peek() ?? []).filter((row) => id !== undefined && row.bench === id);
    const flows = await Promise.all(rows.map(({ flowId }) => read(flowId)));
    const known = bench.peek();
    if (!known || known.id !== id) return;
    bench.value = { ...known, flows: flows.filter((one) => one !== undefined) };
  }

  /** Reads what has happened, and does what can be done without the person. */
  async function turn(): Promise<void> {
    await reload();
    for (;;) {
      const known = bench.peek();
      waitingUntilMs = Number.POSITIVE_INFINITY;
      if (!known || !running.peek()) return;
      store.tick();
      const act = nextAct(known, store.nowMs.peek(), resumedAtMs.peek());
      if (act.kind === 'stopped') running.value = false;
      if (act.kind === 'wait') waitingUntilMs = act.untilMs;
      const sent = send(act);
      if (!sent || !(await attempt(() => sent))) return;
      await reload();
    }
  }

  function send(act: BenchAct): Promise<FlowReply> | undefined {
    const { client } = store;
    switch (act.kind) {
      case 'exchange':
        return client.ask('exchangeCode', { flowId: act.flowId, onErrors: 'send_anyway' });
      case 'refresh':
        return client.ask('refresh', { flowId: act.flowId });
      case 'fault':
        return act.id === 'wrong_state'
          ? client.ask('pasteRedirect', { flowId: act.flowId, url: forged(), fault: act.id })
          : client.ask('sendFault', { flowId: act.flowId, fault: act.id });
      default:
        return undefined;
    }
  }

  const forged = () => {
    const known = bench.peek();
    return known ? forgedAnswer(known.plan) : '';
  };

  /** What does not work stops the bench, until the person goes on. */
  async function attempt(ask: () => Promise<FlowReply>): Promise<boolean> {
    problem.value = undefined;
    try {
      const reply = await ask();
      if (!reply.ok) problem.value = { kind: 'refused', refusal: reply.error };
    } catch {
      problem.value = { kind: 'worker_stopped' };
    }
    if (problem.peek()) running.value = false;
    return !problem.peek();
  }

  /** Nothing is done twice because it was pressed twice: until its effect is known, another press does nothing. */
  async function press(ask: () => Promise<FlowReply>): Promise<void> {
    if (pressed.peek()) return;
    pressed.value = true;
    try {
      // In its turn: of two readings at once the older might be the last to end.
      if (await attempt(ask)) await next();
    } finally {
      pressed.value = false;
    }
  }

  /** One turn at a time; whatever news come during one are looked at together after it. */
  function next(): Promise<void> {
    if (isNextDue) return turning;
    isNextDue = true;
    turning = turning
      .then(() => {
        isNextDue = false;
        return turn();
      })
      .catch(() => {
        problem.value = { kind: 'worker_stopped' };
        running.value = false;
      });
    return turning;
  }

  function goOn(): void {
    store.tick();
    resumedAtMs.value = store.nowMs.peek();
    problem.value = undefined;
    running.value = true;
    void next();
  }

  const stops = [
    effect(() => {
      if (store.flows.value && bench.peek()) void next();
    }),
    effect(() => {
      if (store.nowMs.value >= waitingUntilMs) void next();
    }),
  ];
  turning = find().catch(() => {
    problem.value = { kind: 'worker_stopped' };
  });

  return {
    good,
    bench,
    running,
    resumedAtMs,
    problem,
    pressed,
    begin(chosen) {
      const source = good.peek();
      if (!source) return;
      bench.value = draftBench(source, crypto.randomUUID(), chosen);
      goOn();
    },
    resume: goOn,
    stop() {
      running.value = false;
    },
    leave() {
      running.value = false;
      problem.value = undefined;
      bench.value = null;
    },
    async open({ rows }) {
      const known = bench.peek();
      if (!known) return;
      const { id, of, chosen, plan } = known;
      await press(() =>
        store.client.ask('runAgain', {
          flowId: of,
          destination: destination(),
          bench: { id, of, chosen: [...chosen], rows },
          edits: faultyEdits(plan, rows),
        }),
      );
    },
    async giveUp(flowId, saw) {
      await press(() => store.client.ask('abandonFlow', { flowId, ...(saw && { saw }) }));
    },
    dispose() {
      running.value = false;
      for (const stop of stops) stop();
    },
  };
}
