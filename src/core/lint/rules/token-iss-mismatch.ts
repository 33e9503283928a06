import { claimText } from '../claim-text.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

export const tokenIssMismatch: Rule<TokenSubject> = {
  id: 'JW20',
  slug: 'token-iss-mismatch',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 8725 §3.8',
  *check({ decoded, expected: { issuer } }) {
    const iss = decoded.kind === 'jwt' ? decoded.claims?.iss : undefined;
    if (issuer !== undefined && iss !== undefined && iss !== issuer) {
      yield { facts: [claimText(iss), issuer] };
    }
  },
};
