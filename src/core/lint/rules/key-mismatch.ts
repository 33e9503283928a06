import { bankWords } from '../bank-words.ts';
import type { VerificationSubject } from '../lint-verification.ts';
import type { Rule } from '../rule.ts';

/** Names the one thing that differs; what did not keep the key from being tried is a warning. */
export const keyMismatch: Rule<VerificationSubject> = {
  id: 'JW13',
  slug: 'key-mismatch',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 8725 §3.1; RFC 7518 §3.3',
  *check({ verification }) {
    if (!verification) return;
    for (const { what, key, has, needs, tried } of verification.mismatches) {
      const facts = [what, has, needs, key].map(bankWords);
      yield verification.verdict === 'good' && tried ? { facts, severity: 'warn' } : { facts };
    }
  },
};
