import { wantsDpopNonce } from '../../oauth/dpop-nonce.ts';
import { type HttpAnswer, headerOf } from '../../oauth/http-message.ts';
import type { Rule } from '../rule.ts';

/** A bank that wants a nonce and gives none leaves nothing to do. */
export const dpopNonce: Rule<{ answer: HttpAnswer }> = {
  id: 'TE06',
  slug: 'dpop-nonce',
  severity: 'info',
  actor: 'extension',
  source: 'RFC 9449 §8, §9',
  *check({ answer }) {
    if (!wantsDpopNonce(answer)) return;
    const { length = 0 } = headerOf(answer, 'dpop-nonce') ?? '';
    yield length > 0 ? { facts: [length] } : { facts: [''], severity: 'error', actor: 'bank' };
  },
};
