import { responseParameters } from '../../oauth/authorization-response.ts';
import { valuesOf } from '../../oauth/parameter.ts';
import { firstDifference } from '../first-difference.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

/** A state that nobody sent is a mismatch too: the answer is to another request. */
export const stateMismatch: Rule<ResponseSubject> = {
  id: 'AP03',
  slug: 'state-mismatch',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §4.1.2, §10.12',
  *check({ response, expected: { state = '', pending } }) {
    if (pending === 'none') return;
    for (const value of valuesOf(responseParameters(response), 'state')) {
      if (value === '' || value === state) continue;
      yield { facts: [value.length, state.length, firstDifference(value, state)] };
    }
  },
};
