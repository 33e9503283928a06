import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

/** At a bank that binds tokens by nothing else, the calls with it will fail. */
export const dpopDowngraded: Rule<TokenAnswerSubject> = {
  id: 'TR20',
  slug: 'dpop-downgraded',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 9449 §5',
  *check({ read, askedDpop, profile: { tokenBinding } }) {
    const type = read.kind === 'tokens' ? read.members.token_type : undefined;
    if (!askedDpop || type?.toLowerCase() !== 'bearer') return;
    const demanded = tokenBinding?.requirement === 'required' && !tokenBinding.by.includes('mtls');
    yield { facts: [type], ...(demanded && { severity: 'error' as const }) };
  },
};
