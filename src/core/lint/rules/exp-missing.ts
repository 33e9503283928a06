import { kindOfToken } from '../../tokens/token-kind.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

export const expMissing: Rule<TokenSubject> = {
  id: 'JW14',
  slug: 'exp-missing',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 7519 §4.1.4; RFC 9068 §2.2',
  *check({ decoded }) {
    if (decoded.kind !== 'jwt' || !decoded.claims || Object.hasOwn(decoded.claims, 'exp')) return;
    const { kind } = kindOfToken(decoded) ?? {};
    // These are good for one request, at the time that iat says.
    if (kind !== 'dpop' && kind !== 'key_binding') yield {};
  },
};
