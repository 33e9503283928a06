import type { EpochMilliseconds } from '../time.ts';
import { type CallState, callUnderWay, type FlowState, pageAddress } from './flow-state.ts';

/** Where a pushed request stands. */
export type PushStage =
  | 'under_way'
  /** the last push brought no `request_uri` */
  | 'refused'
  /** its `request_uri` waits to be opened */
  | 'ready'
  /** nobody was seen opening it in time */
  | 'ended'
  | 'opened';

/** The last push of a flow, and where it stands; `undefined` for a flow that pushed nothing. @see RFC 9126 §2.2 */
export function pushStage(
  flow: FlowState,
  nowMs: EpochMilliseconds,
): { call: CallState; stage: PushStage } | undefined {
  const call = flow.calls.findLast(({ purpose }) => purpose === 'push');
  if (!call) return undefined;
  return { call, stage: stageOf(flow, call, nowMs) };
}

/**
 * Until when the `request_uri` is good that the person took elsewhere, and that nobody was seen opening: a page or an
 * answer shows that it was opened in time.
 */
export function unopenedUntilMs({
  pushed,
  opened,
  lastPage,
  redirect,
}: FlowState): EpochMilliseconds | undefined {
  const isTaken = opened?.how === 'copied' && !lastPage && !redirect;
  return pushed && (!pushed.opened || isTaken) ? pushed.endsAtMs : undefined;
}

/**
 * The reference that an error page stands for: the tab is at the authorization endpoint, and the bank refused what was
 * opened there. `taken` where a page of the bank came of it before.
 */
export function refusedReference({
  pushed,
  opened,
  lastPage,
}: FlowState):
  | { endsAtMs: EpochMilliseconds; taken: boolean; atMs: EpochMilliseconds }
  | undefined {
  if (!pushed?.opened || !opened || !lastPage || (lastPage.status ?? 0) < 400) return undefined;
  if (pageAddress(lastPage.url) !== pageAddress(opened.url)) return undefined;
  return { endsAtMs: pushed.endsAtMs, taken: pushed.taken ?? false, atMs: lastPage.atMs };
}

function stageOf(flow: FlowState, call: CallState, nowMs: EpochMilliseconds): PushStage {
  const { pushed } = flow;
  if (callUnderWay(flow) === call) return 'under_way';
  if (call.callId !== pushed?.callId) return 'refused';
  const until = unopenedUntilMs(flow);
  if (until !== undefined && nowMs >= until) return 'ended';
  return pushed.opened ? 'opened' : 'ready';
}
