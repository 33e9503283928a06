import { bankWords } from '../bank-words.ts';
import { claimText } from '../claim-text.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const expiresInMalformed: Rule<TokenAnswerSubject> = {
  id: 'TR12',
  slug: 'expires-in-malformed',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 6749 §5.1, App. A.14',
  *check({ read }) {
    if (read.kind !== 'tokens' || read.json.expires_in === undefined) return;
    const raw = read.json.expires_in;
    const sound = typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 1;
    if (!sound)
      yield {
        facts: [typeof raw === 'string' ? `"${bankWords(raw.slice(0, 60))}"` : claimText(raw)],
      };
  },
};
