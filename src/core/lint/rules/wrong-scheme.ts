import { headerOf } from '../../oauth/http-message.ts';
import type { ApiRequestSubject } from '../lint-api-request.ts';
import type { Rule } from '../rule.ts';

/** A token without a type is a bearer token here: what is missing is told where the token came. */
export const wrongScheme: Rule<ApiRequestSubject> = {
  id: 'RS02',
  slug: 'wrong-scheme',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §7.1; RFC 9449 §7.1',
  *check({ request, token_type = 'Bearer' }) {
    const [scheme = ''] = (headerOf(request, 'authorization') ?? '').split(' ');
    if (scheme !== '' && scheme.toLowerCase() !== token_type.toLowerCase()) {
      yield { facts: [scheme, token_type] };
    }
  },
};
