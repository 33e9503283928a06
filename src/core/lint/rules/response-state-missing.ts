import { responseParameters } from '../../oauth/authorization-response.ts';
import { givenValue } from '../given-parameter.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';
import { isInJwt } from './jarm-invalid.ts';

export const responseStateMissing: Rule<ResponseSubject> = {
  id: 'AP02',
  slug: 'response-state-missing',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 6749 §4.1.2',
  *check({ response, expected: { state } }) {
    if (
      !state ||
      isInJwt(response) ||
      givenValue(responseParameters(response), 'state') !== undefined
    )
      return;
    yield { facts: [state.length] };
  },
};
