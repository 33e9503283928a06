import { valuesOf } from '../../oauth/parameter.ts';
import { carriesRequestObject } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

const GOOD = ['code', 'code id_token', 'id_token code'];

export const responseTypeNotCode: Rule<AuthorizationRequestSubject> = {
  id: 'AQ01',
  slug: 'response-type-not-code',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §4.1.1; RFC 9700 §2.1.2',
  *check({ request: { parameters } }) {
    const values = valuesOf(parameters, 'response_type');
    if (values.length === 0 && !carriesRequestObject(parameters)) yield { facts: [''] };
    for (const value of values) if (!GOOD.includes(value)) yield { facts: [value] };
  },
};
