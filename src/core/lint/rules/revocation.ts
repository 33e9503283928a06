import { isSuccess } from '../answer-status.ts';
import { statedReason } from '../bank-words.ts';
import type { TokenStatusSubject } from '../explain-token-status.ts';
import type { Rule } from '../rule.ts';

export const revocation: Rule<TokenStatusSubject> = {
  id: 'RS08',
  slug: 'revocation',
  severity: 'info',
  actor: 'you',
  source: 'RFC 7009 §2.2, §2.2.1',
  *check({ purpose, answer }) {
    if (purpose !== 'revocation') return;
    const gone = isSuccess(answer);
    const reason = gone ? '' : statedReason(answer) || '–';
    yield { facts: [answer.status, reason], severity: gone ? 'info' : 'warn' };
  },
};
