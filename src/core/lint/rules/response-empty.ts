import { responseParameters } from '../../oauth/authorization-response.ts';
import { bankWords } from '../bank-words.ts';
import { givenValue } from '../given-parameter.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

export const responseEmpty: Rule<ResponseSubject> = {
  id: 'AP06',
  slug: 'response-empty',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 6749 §4.1.2',
  *check({ response }) {
    const parameters = responseParameters(response);
    if (['code', 'error', 'response'].some((name) => givenValue(parameters, name))) return;
    yield { facts: [bankWords(parameters.map(({ name }) => name).join(', '))] };
  },
};
