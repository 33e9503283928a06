import { repeatedNames, valuesOf } from '../../oauth/parameter.ts';
import { bankWords } from '../bank-words.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

/** `resource` is the one parameter that may be repeated (RFC 8707 §2). */
export const requestParameterRepeated: Rule<AuthorizationRequestSubject> = {
  id: 'AQ16',
  slug: 'request-parameter-repeated',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §3.1',
  *check({ request: { parameters } }) {
    for (const name of repeatedNames(parameters)) {
      if (name !== 'resource')
        yield { facts: [bankWords(name), valuesOf(parameters, name).length] };
    }
  },
};
