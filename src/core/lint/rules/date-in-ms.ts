import { DATE_CLAIMS, SECONDS_LIMIT } from '../../tokens/claim-dates.ts';
import { instantText } from '../instant-text.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

export const dateInMs: Rule<TokenSubject> = {
  id: 'JW17',
  slug: 'date-in-ms',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 7519 §2',
  *check({ decoded }) {
    const claims = decoded.kind === 'jwt' ? decoded.claims : undefined;
    for (const name of DATE_CLAIMS) {
      const value = claims?.[name];
      if (typeof value !== 'number' || value < SECONDS_LIMIT) continue;
      yield { facts: [name, value, instantText(value / 1000), instantText(value)] };
    }
  },
};
