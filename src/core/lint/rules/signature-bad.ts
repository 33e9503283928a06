import { bankWords } from '../bank-words.ts';
import type { VerificationSubject } from '../lint-verification.ts';
import type { Rule } from '../rule.ts';

/** Only of keys that fit by all they say of themselves. */
export const signatureBad: Rule<VerificationSubject> = {
  id: 'JW12',
  slug: 'signature-bad',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 7515 §5.2',
  *check({ kind, verification }) {
    if (kind !== 'jwt' || verification?.verdict !== 'bad') return;
    yield { facts: [bankWords(verification.alg), bankWords(verification.key)] };
  },
};
