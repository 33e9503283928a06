import type { Happening } from '../core/flow/flow-event.ts';
import { callUnderWay, type FlowState, foldFlow } from '../core/flow/flow-state.ts';
import type { Effects } from './effects.ts';

/** The name of the lock under which a flow's calls are made: one at a time, over all panels. */
export function lockOf(flowId: string): string {
  return `flow:${flowId}`;
}

/** A flow's state; `undefined` when there is no such flow. */
export async function readFlow(
  { journal }: Pick<Effects, 'journal'>,
  flowId: string,
): Promise<FlowState | undefined> {
  return foldFlow(await journal.events(flowId));
}

/** A flow in which nothing is under way, for who holds its lock: a call that is open has died. */
export async function readClosed(
  effects: Pick<Effects, 'journal' | 'vault'>,
  flowId: string,
): Promise<FlowState | undefined> {
  const flow = await readFlow(effects, flowId);
  const call = flow && callUnderWay(flow);
  if (!call || flow.started.imported || flow.started.damaged) return flow;
  const { callId } = call;
  // How it ended may be held where the journal did not take it.
  const held = (await effects.vault.known(flowId)).find(
    ({ reference, value }) => reference.kind === 'held_answer' && value.includes(callId),
  );
  const ending: Happening = held
    ? JSON.parse(held.value)
    : {
        kind: 'call_failed',
        callId,
        failure: { kind: 'interrupted' },
        // What a person sent elsewhere was sent before anything of it was recorded here.
        reached: call.sentAtMs === undefined && call.by !== 'person' ? 'no' : 'unknown',
      };
  await effects.journal.append(flowId, ending);
  return readFlow(effects, flowId);
}

/**
 * Closes calls that an earlier life of this process left open: those that were sent have an unknown
 * outcome, and are never sent again.
 */
export async function closeDeadCalls(
  effects: Pick<Effects, 'journal' | 'vault' | 'tryExclusive'>,
): Promise<void> {
  const open = (await effects.journal.summaries('going_on')).filter(({ busy }) => busy);
  // One that cannot be closed now is closed by the next thing that a person does with its flow.
  await Promise.allSettled(
    open.map(({ flowId }) =>
      effects.tryExclusive(lockOf(flowId), () => readClosed(effects, flowId)),
    ),
  );
}
