import { landsOn } from '../../oauth/authorization-response.ts';
import { bankWords } from '../bank-words.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

export const otherRedirectUri: Rule<ResponseSubject> = {
  id: 'AP01',
  slug: 'other-redirect-uri',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §3.1.2; RFC 9700 §4.1.3',
  *check({ response, expected: { redirectUri } }) {
    if (!landsOn(response, redirectUri))
      yield { facts: [bankWords(response.landedOn), redirectUri] };
  },
};
