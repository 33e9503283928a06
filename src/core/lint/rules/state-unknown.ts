import { responseValue } from '../../oauth/authorization-response.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

export const stateUnknown: Rule<ResponseSubject> = {
  id: 'AP04',
  slug: 'state-unknown',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9700 §4.7',
  *check({ response, expected: { pending } }) {
    if (pending === 'none') yield { facts: [responseValue(response, 'state')?.length ?? 0] };
  },
};
