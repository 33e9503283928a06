import { textOfPart } from '../../tokens/decode-jwt.ts';
import { bankWords } from '../bank-words.ts';
import { duplicateMembers } from '../duplicate-members.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

/** More of them tell nothing new. */
const MOST = 20;

export const duplicateClaim: Rule<TokenSubject> = {
  id: 'JW05',
  slug: 'duplicate-claim',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 7515 §4; RFC 7519 §4',
  *check({ token, decoded }) {
    if (decoded.kind === 'opaque') return;
    for (const part of decoded.parts) {
      if (!part.json) continue;
      const repeated = duplicateMembers(textOfPart(token, part) ?? '');
      for (const { path } of repeated.slice(0, MOST)) yield { facts: [part.name, bankWords(path)] };
    }
  },
};
