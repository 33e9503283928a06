import { givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

/** A SHA-256 hash, 32 bytes, as base64url. */
const CHARACTERS = 43;

/** Only of an S256 challenge: a plain one is the verifier itself and has the verifier's shape. */
export const pkceChallengeShape: Rule<AuthorizationRequestSubject> = {
  id: 'AQ11',
  slug: 'pkce-challenge-shape',
  severity: 'error',
  actor: 'you',
  source: 'RFC 7636 §4.2',
  *check({ request: { parameters } }) {
    const challenge = givenValue(parameters, 'code_challenge');
    if (challenge === undefined) return;
    if (givenValue(parameters, 'code_challenge_method') !== 'S256') return;
    const foreign = [...new Set(challenge.replace(/[A-Za-z0-9_-]/g, ''))].join(' ');
    if (challenge.length !== CHARACTERS || foreign !== '') {
      yield { facts: [challenge.length, foreign] };
    }
  },
};
