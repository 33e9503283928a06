import { firstDifference } from '../first-difference.ts';
import { givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import { nearest } from '../nearest.ts';
import type { Rule } from '../rule.ts';

/** Compared as plain text, character by character, as banks do. */
export const redirectUriNotRegistered: Rule<AuthorizationRequestSubject> = {
  id: 'AQ04',
  slug: 'redirect-uri-not-registered',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §3.1.2.3; RFC 9700 §2.1, §4.1.3',
  *check({ request: { parameters }, client }) {
    const uri = givenValue(parameters, 'redirect_uri');
    const onFile = client?.redirectUris ?? [];
    if (uri === undefined || onFile.length === 0 || onFile.includes(uri)) return;
    const closest = nearest(uri, onFile);
    const masked = uri.replace(/\/\/[^/]*@/, '//…@');
    yield { facts: [masked, closest, firstDifference(uri, closest)] };
  },
};
