import { bankWords } from '../bank-words.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

/** A draft of MAC tokens was given up before it became a standard; some banks' pages still name it. */
export const tokenTypeMac: Rule<TokenAnswerSubject> = {
  id: 'PS11',
  slug: 'token-type-mac',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 6749 §7.1; draft-ietf-oauth-v2-http-mac, expired',
  *check({ read }) {
    const type = read.kind === 'tokens' ? read.members.token_type : undefined;
    if (isMac(type)) yield { facts: [bankWords(type)] };
  },
};

/** True for the token type that was never standardised. */
export function isMac(type: string | undefined): boolean {
  return type?.toLowerCase() === 'mac';
}
