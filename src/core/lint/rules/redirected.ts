import { type HttpAnswer, headerOf } from '../../oauth/http-message.ts';
import { bankWords } from '../bank-words.ts';
import type { Rule } from '../rule.ts';

/** A redirect that was not followed; the browser may hide its status (0) and where it leads. */
export const redirected: Rule<{ answer: HttpAnswer }> = {
  id: 'TR01',
  slug: 'redirected',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9110 §15.4',
  *check({ answer }) {
    if (!answer.redirected && (answer.status < 300 || answer.status > 399)) return;
    const [target] = (headerOf(answer, 'location') ?? '').split(/[?#]/);
    // Browsers hide both of a redirect that is not followed.
    yield { facts: [answer.status || '3xx', target ? bankWords(target) : '?'] };
  },
};
