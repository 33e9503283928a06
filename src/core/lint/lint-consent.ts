import type { BankProfile } from '../banks/bank-profile.ts';
import type { EpochMilliseconds } from '../time.ts';
import type { Finding } from './finding.ts';
import { applyRules, type Rule } from './rule.ts';
import { refreshWindow } from './rules/refresh-window.ts';
import { unattendedLimit } from './rules/unattended-limit.ts';

/** A customer's consent at some moment. */
export interface ConsentSubject {
  profile: BankProfile;
  nowMs: EpochMilliseconds;
  /** when the customer last authenticated strongly for it */
  consentGivenAtMs?: EpochMilliseconds | undefined;
  /** reads of the day while the customer was away */
  readsToday?: number | undefined;
}

const rules: readonly Rule<ConsentSubject>[] = [refreshWindow, unattendedLimit];

/** Every finding on a consent. @see Regulation (EU) 2018/389 Art. 10, 10a, 36(5)(b) */
export function lintConsent(subject: ConsentSubject): Finding[] {
  return applyRules(rules, subject);
}
