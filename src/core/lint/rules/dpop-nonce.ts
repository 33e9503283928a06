import { headerOf } from '../../oauth/http-message.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const dpopNonce: Rule<TokenAnswerSubject> = {
  id: 'TE06',
  slug: 'dpop-nonce',
  severity: 'info',
  actor: 'extension',
  source: 'RFC 9449 §8',
  *check({ answer, read }) {
    if (read.kind !== 'error' || read.error.error !== 'use_dpop_nonce') return;
    yield { facts: [headerOf(answer, 'dpop-nonce')?.length ?? 0] };
  },
};
