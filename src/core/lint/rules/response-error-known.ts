import { responseParameters } from '../../oauth/authorization-response.ts';
import { bankWords } from '../bank-words.ts';
import { isKnownError } from '../error-codes.ts';
import { givenValue } from '../given-parameter.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

export const responseErrorKnown: Rule<ResponseSubject> = {
  id: 'AP16',
  slug: 'response-error-known',
  severity: 'info',
  actor: 'you',
  source: 'RFC 6749 §4.1.2.1; OpenID Connect Core §3.1.2.6',
  *check({ response }) {
    const parameters = responseParameters(response);
    const error = givenValue(parameters, 'error');
    if (error === undefined || !isKnownError(error)) return;
    yield { facts: [error, bankWords(givenValue(parameters, 'error_description'))] };
  },
};
