import type { EpochMilliseconds } from '../time.ts';
import type { Finding } from './finding.ts';
import { applyRules } from './rule.ts';
import { responseOverdue } from './rules/response-overdue.ts';

/** A request that was opened and has no answer. */
export interface WaitingSubject {
  openedAtMs: EpochMilliseconds;
  nowMs: EpochMilliseconds;
}

/** What is to be said of a redirect that does not come. */
export function lintWaiting(subject: WaitingSubject): Finding[] {
  return applyRules([responseOverdue], subject);
}
