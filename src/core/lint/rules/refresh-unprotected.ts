import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

/** A bank that wants a certificate binds by that; whether it does, only a stolen token could show. */
export const refreshUnprotected: Rule<TokenAnswerSubject> = {
  id: 'RF04',
  slug: 'refresh-unprotected',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 9700 §2.2.2',
  *check({ read, purpose, profile, clientAuthentication, refreshTokenBefore }) {
    if (purpose !== 'refresh' || read.kind !== 'tokens' || clientAuthentication !== 'none') return;
    const { refresh_token = refreshTokenBefore, token_type = '' } = read.members;
    const rotated = refresh_token !== refreshTokenBefore;
    const bound = /^dpop$/i.test(token_type) || profile.clientCertificate === 'required';
    if (!rotated && !bound) yield {};
  },
};
