import type { CallState, FlowState } from '../flow/flow-state.ts';
import { headerOf } from '../oauth/http-message.ts';

/** How far a bank's clock is ahead of ours, in milliseconds: the truth lies within `offsetMs ± withinMs`. */
export interface ServerOffset {
  offsetMs: number;
  withinMs: number;
}

/** Clocks that differ by less, beside the time that the answer took, count as the same. */
const SAME_MS = 2000;

/**
 * What an answer's `Date` says of the bank's clock; `undefined` without a usable one. It names a second, and
 * some moment between sending and receiving.
 *
 * @see RFC 9110 §6.6.1; §5.1 of RFC 9111 (`Age`: what was cached is as much older)
 */
export function serverOffset({ answer, sentAtMs }: CallState): ServerOffset | undefined {
  if (!answer) return undefined;
  const dateMs = Date.parse(headerOf(answer, 'date') ?? '');
  if (Number.isNaN(dateMs)) return undefined;
  const age = Number(headerOf(answer, 'age') ?? 0) || 0;
  const { receivedAtMs, durationMs } = answer;
  const tripMs = Math.max(0, receivedAtMs - (sentAtMs ?? receivedAtMs - durationMs));
  return {
    offsetMs: dateMs + 500 + age * 1000 - (receivedAtMs - tripMs / 2),
    withinMs: SAME_MS + tripMs / 2,
  };
}

/** The offset that the newest answer of a flow tells. */
export function latestOffset({ calls }: FlowState): ServerOffset | undefined {
  for (const call of calls.toReversed()) {
    const offset = serverOffset(call);
    if (offset) return offset;
  }
  return undefined;
}

/** An offset in whole milliseconds, or 0 where it may be none. */
export function surely(offset: ServerOffset | undefined): number {
  return offset && Math.abs(offset.offsetMs) > offset.withinMs ? Math.round(offset.offsetMs) : 0;
}

/**
 * By how much our own clock was changed between the answer to a call and the newest one, in milliseconds:
 * the bank's clock ran on, so that what ours lacks was taken from it.
 */
export function changeSince(flow: FlowState, callId: string): number {
  const call = flow.calls.find((other) => other.callId === callId);
  const before = call && serverOffset(call);
  const after = latestOffset(flow);
  if (!before || !after) return 0;
  const offsetMs = before.offsetMs - after.offsetMs;
  return surely({ offsetMs, withinMs: before.withinMs + after.withinMs });
}
