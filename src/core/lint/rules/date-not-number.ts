import { DATE_CLAIMS } from '../../tokens/claim-dates.ts';
import { bankWords } from '../bank-words.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

export const dateNotNumber: Rule<TokenSubject> = {
  id: 'JW16',
  slug: 'date-not-number',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 7519 §2',
  *check({ decoded }) {
    const claims = decoded.kind === 'jwt' ? decoded.claims : undefined;
    for (const name of DATE_CLAIMS) {
      const value = claims?.[name];
      if (value !== undefined && typeof value !== 'number') {
        yield { facts: [name, bankWords(JSON.stringify(value)).slice(0, 60)] };
      }
    }
  },
};
