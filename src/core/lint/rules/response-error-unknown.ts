import { responseParameters } from '../../oauth/authorization-response.ts';
import { bankWords } from '../bank-words.ts';
import { isKnownError } from '../error-codes.ts';
import { givenValue } from '../given-parameter.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

export const responseErrorUnknown: Rule<ResponseSubject> = {
  id: 'AP17',
  slug: 'response-error-unknown',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 6749 §4.1.2.1',
  *check({ response }) {
    const parameters = responseParameters(response);
    const error = givenValue(parameters, 'error');
    if (error === undefined || isKnownError(error)) return;
    yield { facts: [bankWords(error), bankWords(givenValue(parameters, 'error_description'))] };
  },
};
