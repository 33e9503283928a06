import type { EpochMilliseconds } from '../time.ts';
import type { Finding } from './finding.ts';
import { applyRules } from './rule.ts';
import { parRequestUriStale } from './rules/par-request-uri-stale.ts';
import { responseOverdue } from './rules/response-overdue.ts';

/** A request that was opened and has no answer. */
export interface WaitingSubject {
  openedAtMs: EpochMilliseconds;
  nowMs: EpochMilliseconds;
  /** until when the `request_uri` is good in an address that nobody was seen opening. RFC 9126 §2.2 */
  requestUriEndsAtMs?: EpochMilliseconds | undefined;
}

/** What is to be said of a redirect that does not come. */
export function lintWaiting(subject: WaitingSubject): Finding[] {
  const { nowMs, requestUriEndsAtMs } = subject;
  const request = { parameters: [{ name: 'request_uri', value: '…' }] };
  return [
    ...(requestUriEndsAtMs === undefined
      ? []
      : applyRules([parRequestUriStale], { request, history: { requestUriEndsAtMs }, nowMs })),
    ...applyRules([responseOverdue], subject),
  ];
}
