import { bankWords } from '../bank-words.ts';
import type { Rule } from '../rule.ts';

/** What stands behind `#` never leaves the browser, so a query behind it does not either. */
export const endpointHasFragment: Rule<{ endpoints: readonly string[] }> = {
  id: 'PR02',
  slug: 'endpoint-has-fragment',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §3.1, §3.2',
  *check({ endpoints }) {
    for (const endpoint of endpoints) {
      const [base = '', ...fragment] = endpoint.split('#');
      if (fragment.length > 0) yield { facts: [base, bankWords(`#${fragment.join('#')}`)] };
    }
  },
};
