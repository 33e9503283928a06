import type { AuthorizationResponse } from '../oauth/authorization-response.ts';
import type { Finding } from './finding.ts';
import type { ResponseSubject } from './judge-response.ts';
import { applyRules, type Rule } from './rule.ts';
import { otherRedirectUri } from './rules/other-redirect-uri.ts';

/** What can be said of an answer without the request that it answers. */
const rules: readonly Rule<ResponseSubject>[] = [otherRedirectUri];

/** Why an answer that no flow waited for was not taken, held against the nearest redirect URI. */
export function judgeUnasked(response: AuthorizationResponse, redirectUri: string): Finding[] {
  const expected = {
    redirectUri,
    state: undefined,
    issuer: undefined,
    issuerInResponse: 'undocumented',
    answeredBefore: false,
  } as const;
  return applyRules(rules, { response, expected });
}
