import { valuesOf } from '../../oauth/parameter.ts';
import type { ExpectedRequest } from '../expected-request.ts';
import { carriesRequestObject } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

const GOOD = ['code', 'code id_token', 'id_token code'];

export const responseTypeNotCode: Rule<AuthorizationRequestSubject & ExpectedRequest> = {
  id: 'AQ01',
  slug: 'response-type-not-code',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §4.1.1; RFC 9700 §2.1.2',
  *check({ request: { parameters }, taken = ['response_type'] }) {
    const values = valuesOf(parameters, 'response_type');
    const isWanted = taken.includes('response_type') && !carriesRequestObject(parameters);
    if (values.length === 0 && isWanted) yield { facts: [''] };
    for (const value of values) if (!GOOD.includes(value)) yield { facts: [value] };
  },
};
