import { hostOf } from '../bank-use.ts';
import { claimText } from '../claim-text.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

/**
 * An audience fits when it is one of those expected, or an address at the host of one. Whether a name means an
 * address only the bank knows.
 */
export const tokenAudMismatch: Rule<TokenSubject> = {
  id: 'JW21',
  slug: 'token-aud-mismatch',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 8725 §3.9; RFC 9068 §4',
  *check({ decoded, expected: { audience = [] } }) {
    const aud = decoded.kind === 'jwt' ? decoded.claims?.aud : undefined;
    if (aud === undefined || audience.length === 0) return;
    const fits = [aud].flat().some((one) => audience.some((name) => mayMean(one, name)));
    if (!fits) yield { facts: [claimText(aud), audience.join(', ')] };
  },
};

function mayMean(audience: unknown, expected: string): boolean {
  if (audience === expected) return true;
  // A name with a colon in it is an address without a host.
  const host = typeof audience === 'string' ? hostOf(audience) : '';
  const wanted = hostOf(expected);
  return Boolean(wanted) && (!host || host === wanted);
}
