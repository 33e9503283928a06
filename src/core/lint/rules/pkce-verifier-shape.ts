import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import { VERIFIER_SHAPE } from '../pkce-shape.ts';
import type { Rule } from '../rule.ts';

export const pkceVerifierShape: Rule<AuthorizationRequestSubject> = {
  id: 'AQ12',
  slug: 'pkce-verifier-shape',
  severity: 'error',
  actor: 'you',
  source: 'RFC 7636 §4.1',
  *check({ codeVerifier }) {
    if (codeVerifier === undefined || VERIFIER_SHAPE.test(codeVerifier)) return;
    const foreign = [...new Set(codeVerifier.replace(/[A-Za-z0-9._~-]/g, ''))].join(' ');
    yield { facts: [codeVerifier.length, foreign] };
  },
};
