import type { EpochMilliseconds } from '../time.ts';
import type { Finding } from './finding.ts';
import type { RequestHistory } from './lint-authorization-request.ts';
import { applyRules } from './rule.ts';
import { parRequestUriStale } from './rules/par-request-uri-stale.ts';
import { responseOverdue } from './rules/response-overdue.ts';

/** A request that was opened and has no answer. */
export interface WaitingSubject {
  openedAtMs: EpochMilliseconds;
  nowMs: EpochMilliseconds;
  /** until when the `request_uri` is good in an address that nobody was seen opening. RFC 9126 §2.2 */
  requestUriEndsAtMs?: EpochMilliseconds | undefined;
  /** the `request_uri` at which the bank shows an error page since `atMs`; `taken`: it was good before */
  refused?: { endsAtMs: EpochMilliseconds; taken: boolean; atMs: EpochMilliseconds } | undefined;
}

/** What is to be said of a redirect that does not come. */
export function lintWaiting(subject: WaitingSubject): Finding[] {
  const { nowMs, requestUriEndsAtMs, refused } = subject;
  return [
    ...(requestUriEndsAtMs === undefined ? [] : lintReference({ requestUriEndsAtMs }, nowMs)),
    ...(refused
      ? lintReference(
          { requestUriUsed: refused.taken, requestUriEndsAtMs: refused.endsAtMs },
          refused.atMs,
        )
      : []),
    ...applyRules([responseOverdue], subject),
  ];
}

function lintReference(history: RequestHistory, nowMs: EpochMilliseconds): Finding[] {
  const request = { parameters: [{ name: 'request_uri', value: '…' }] };
  return applyRules([parRequestUriStale], { request, history, nowMs });
}
