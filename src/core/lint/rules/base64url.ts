import { bankWords } from '../bank-words.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

export const base64url: Rule<TokenSubject> = {
  id: 'JW03',
  slug: 'base64url',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 7515 §2',
  *check({ token, decoded }) {
    if (decoded.kind === 'opaque') return;
    for (const { name, start, fault } of decoded.parts) {
      if (fault?.kind !== 'base64url') continue;
      const at = start + fault.fault.position;
      yield { facts: [name, at + 1, bankWords(token.charAt(at))] };
    }
  },
};
