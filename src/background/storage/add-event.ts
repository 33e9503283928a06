import type { FlowEvent } from '../../core/flow/flow-event.ts';
import { applyEvent, type FlowState } from '../../core/flow/flow-state.ts';
import { summariseFlow } from '../../core/flow/flow-summary.ts';
import { spendableFingerprint, spentSecrets } from '../../core/flow/spent-secrets.ts';
import { answerOf, endOf, STORES } from './database.ts';
import type { FlowCopies, FlowCopy } from './flow-copies.ts';
import { readSummary, type StoredSummary, storedSummary } from './stored-summary.ts';

/** An event that was added, with what the flow has become by it. */
export interface AddedEvent {
  event: FlowEvent;
  copy: FlowCopy;
  row: StoredSummary;
}

/**
 * One transaction reads the flow, adds the event and keeps account of what is used up: it is the lock.
 *
 * @param claims id of a secret that the event uses up; `undefined` comes back, and nothing is added, where another did
 */
export async function addEvent(
  database: IDBDatabase,
  copies: FlowCopies,
  { flowId, atMs, happening }: Omit<FlowEvent, 'sequence'>,
  claims?: string,
): Promise<AddedEvent | undefined> {
  // A commit survives the browser's end; a strict one, and all before it, the computer's as well. Only what
  // comes before the bytes needs that.
  const durability = happening.kind === 'call_sent' ? 'strict' : 'relaxed';
  const transaction = database.transaction(STORES, 'readwrite', { durability });
  const events = transaction.objectStore('events');
  const summaries = transaction.objectStore('summaries');
  const spent = transaction.objectStore('spent');
  const [stored, copy] = await Promise.all([
    answerOf(summaries.get(flowId)),
    copies.read(events, flowId),
  ]);
  const { state: before, next: sequence } = copy;
  const event: FlowEvent = { flowId, sequence, atMs, happening };
  const state = applyEvent(before, event);
  if (!state) {
    await abort(transaction);
    throw new Error(`flow ${flowId} does not begin with its start`);
  }
  const claimed = spendableFingerprint(state, claims);
  if (claimed !== undefined) {
    const owner = await answerOf<string | undefined>(spent.get(claimed));
    const isOurs = before !== undefined && spentSecrets(before).has(claimed);
    if (isOurs || (owner !== undefined && owner !== flowId)) {
      await abort(transaction);
      return undefined;
    }
  }
  const account = await accountOf(spent, flowId, before, state);
  const row = storedSummary(summariseFlow(state), readSummary(flowId, stored)?.clearedAtMs);
  // All at once: between two awaited writes a dying worker might leave the first alone behind.
  events.add(event);
  summaries.put(row);
  for (const write of account) write();
  await endOf(transaction);
  return { event, copy: { events: [...copy.events, event], state, next: sequence + 1 }, row };
}

/** What is to be written where a flow has come to use something up, or not to. */
async function accountOf(
  spent: IDBObjectStore,
  flowId: string,
  from: FlowState | undefined,
  to: FlowState,
): Promise<(() => IDBRequest)[]> {
  const before = from ? spentSecrets(from) : new Set<string>();
  const after = spentSecrets(to);
  const account: (() => IDBRequest)[] = [];
  for (const fingerprint of new Set([...before, ...after])) {
    if (before.has(fingerprint) === after.has(fingerprint)) continue;
    const owner = await answerOf<string | undefined>(spent.get(fingerprint));
    if (after.has(fingerprint) && owner === undefined)
      account.push(() => spent.put(flowId, fingerprint));
    if (before.has(fingerprint) && owner === flowId) account.push(() => spent.delete(fingerprint));
  }
  return account;
}

async function abort(transaction: IDBTransaction): Promise<void> {
  transaction.abort();
  await endOf(transaction).catch(() => undefined);
}
