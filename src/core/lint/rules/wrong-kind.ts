import { KIND_OF_TYP, kindOfToken } from '../../tokens/token-kind.ts';
import { bankWords } from '../bank-words.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

/** What a token is by its `typ` or by claims that only one kind has, against what it came as. */
export const wrongKind: Rule<TokenSubject> = {
  id: 'JW22',
  slug: 'wrong-kind',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 9068 §2.1; RFC 8725 §3.11, §3.12',
  *check({ decoded, expected: { kind } }) {
    const seen = kindOfToken(decoded);
    if (kind === undefined || !seen || seen.kind === kind) return;
    // Any other JWT may be an access token: nobody but the bank needs to read it.
    if (seen.by !== 'typ' && kind !== 'access_token') return;
    yield { facts: [KIND_OF_TYP[seen.kind], bankWords(seen.sign), KIND_OF_TYP[kind]] };
  },
};
