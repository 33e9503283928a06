import { parametersInAddress } from '../../oauth/build-request.ts';
import type { ApiRequestSubject } from '../lint-api-request.ts';
import type { Rule } from '../rule.ts';

export const tokenInQuery: Rule<ApiRequestSubject> = {
  id: 'RS01',
  slug: 'token-in-query',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6750 §2.3',
  *check({ request, accessToken }) {
    for (const { name, value } of parametersInAddress(request.url)) {
      if (name === 'access_token' || value === accessToken) yield { facts: [name, value.length] };
    }
  },
};
