import { bankWords } from '../bank-words.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

/** Always raised for a JWT: decoding says nothing about who wrote it. */
export const notVerified: Rule<TokenSubject> = {
  id: 'JW11',
  slug: 'not-verified',
  severity: 'info',
  actor: 'you',
  source: 'RFC 7515 §5.2',
  *check({ decoded }) {
    if (decoded.kind !== 'jwt') return;
    const alg = decoded.header?.alg;
    yield { facts: [typeof alg === 'string' ? bankWords(alg) : '–'] };
  },
};
