import { responseParameters } from '../../oauth/authorization-response.ts';
import { valuesOf } from '../../oauth/parameter.ts';
import { bankWords } from '../bank-words.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

/** Compared as plain text: no normalisation of any kind is allowed. */
export const responseIssMismatch: Rule<ResponseSubject> = {
  id: 'AP09',
  slug: 'response-iss-mismatch',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 9207 §2.4',
  *check({ response, expected: { issuer } }) {
    if (issuer === undefined) return;
    for (const iss of valuesOf(responseParameters(response), 'iss')) {
      if (iss !== '' && iss !== issuer) yield { facts: [bankWords(iss), issuer] };
    }
  },
};
