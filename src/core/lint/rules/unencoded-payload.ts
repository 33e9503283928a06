import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

export const unencodedPayload: Rule<TokenSubject> = {
  id: 'JW09',
  slug: 'unencoded-payload',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 7797 §7',
  *check({ decoded }) {
    if (decoded.kind === 'jwt' && decoded.header?.b64 === false) yield {};
  },
};
