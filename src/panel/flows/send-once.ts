import type { FlowReply } from '../../contract/replies.ts';
import type { FlowState } from '../../core/flow/flow-state.ts';
import { isSecureAddress } from '../../core/lint/secure-address.ts';
import { askForHosts } from '../ask-for-host.ts';
import type { PanelStore } from '../store.ts';
import { setFlowProblem } from './flow-problem.ts';
import { showFlow } from './show-flow.ts';

/** A request to the worker that is on its way for a flow. */
interface Press {
  /** how much of the flow was on record, as the person saw it */
  seen: number;
  ended: Promise<unknown>;
}

/** By flow id. */
const underWay = new Map<string, Press>();

/** Asks for the hosts of addresses within the click, then sends. */
export async function afterAsking(
  store: PanelStore,
  flow: FlowState,
  address: string | undefined | readonly (string | undefined)[],
  send: () => Promise<FlowReply>,
  anyway?: () => void,
): Promise<void> {
  const seen = seenOf(store, flow.flowId);
  // No await before this line: browsers only ask within the click. Plain http is the worker's to refuse.
  const addresses = [address].flat().filter((one) => one !== undefined && isSecureAddress(one));
  const hosts = [...new Set(addresses.map((one) => new URL(one ?? '').host))];
  const asked = hosts.length === 0 || askForHosts(addresses as string[]);
  const granted = await Promise.resolve(asked).catch(() => false);
  if (granted) await attempt(store, flow.flowId, send, anyway, seen);
  else setFlowProblem(flow.flowId, { kind: 'host_denied', host: hosts.join(', ') });
}

/**
 * Asks the worker once at a time; what goes wrong becomes the flow's problem. A second press on what the person
 * still sees unchanged is the same press. One that came after more was shown waits for the one before to end: its
 * answer shows by an event, a little before the worker has told that it is done.
 */
export async function attempt(
  store: PanelStore,
  flowId: string,
  send: () => Promise<FlowReply>,
  anyway?: () => void,
  seen: number = seenOf(store, flowId),
): Promise<boolean> {
  for (let before = underWay.get(flowId); before; before = underWay.get(flowId)) {
    if (before.seen === seen) return false;
    await before.ended;
  }
  const done = sendOnce(store, flowId, send, anyway).finally(() => underWay.delete(flowId));
  underWay.set(flowId, { seen, ended: done });
  return done;
}

function seenOf(store: PanelStore, flowId: string): number {
  return store.selectedFlowId.value === flowId ? store.selectedEvents.value.length : 0;
}

async function sendOnce(
  store: PanelStore,
  flowId: string,
  send: () => Promise<FlowReply>,
  anyway?: () => void,
): Promise<boolean> {
  setFlowProblem(flowId, undefined);
  try {
    const reply = await send();
    if (!reply.ok) {
      const { error: refusal } = reply;
      const alive = refusal.kind === 'token_alive';
      const asks =
        alive ||
        (refusal.kind === 'has_errors' && refusal.findings.every(({ id }) => id !== 'RS03'));
      const insist = asks && anyway ? { anyway } : {};
      const held = refusal.kind === 'answer_not_recorded';
      const again = held ? { again: () => void storeAnswer(store, flowId) } : {};
      const instead = alive ? { use: () => void showInstead(store, flowId, refusal.flowId) } : {};
      setFlowProblem(flowId, { kind: 'refused', refusal, ...insist, ...instead, ...again });
    }
    return reply.ok;
  } catch {
    await workerStopped(store, flowId);
    return false;
  }
}

/** Has an answer stored that the browser refused before; where it still does, the problem stands. */
async function storeAnswer(store: PanelStore, flowId: string): Promise<void> {
  const stored = store.client.ask('cancelCall', { flowId });
  await stored.then(() => setFlowProblem(flowId, undefined)).catch(() => undefined);
}

/** The reply is lost, what the worker wrote down is not: the flow is read anew. */
export async function workerStopped(store: PanelStore, flowId: string): Promise<void> {
  setFlowProblem(flowId, { kind: 'worker_stopped' });
  if (store.selectedFlowId.value === flowId) await store.selectFlow(flowId).catch(() => undefined);
}

async function showInstead(store: PanelStore, flowId: string, other: string): Promise<void> {
  setFlowProblem(flowId, undefined);
  await showFlow(store, other);
}
