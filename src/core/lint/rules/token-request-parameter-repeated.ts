import { repeatedNames, valuesOf } from '../../oauth/parameter.ts';
import { bankWords } from '../bank-words.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';
import { sentParameters } from '../sent-parameters.ts';

/** `resource` is the one parameter that may be repeated (RFC 8707 §2). */
export const tokenRequestParameterRepeated: Rule<TokenRequestSubject> = {
  id: 'TQ03',
  slug: 'token-request-parameter-repeated',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §3.2',
  *check({ request }) {
    const { query, body } = sentParameters(request);
    for (const name of repeatedNames([...query, ...body])) {
      if (name === 'resource') continue;
      yield { facts: [bankWords(name), valuesOf(query, name).length, valuesOf(body, name).length] };
    }
  },
};
