import { type HttpAnswer, headerOf } from '../../oauth/http-message.ts';
import { type EpochMilliseconds, epochSeconds } from '../../time.ts';
import { bankWords } from '../bank-words.ts';
import { instantText } from '../instant-text.ts';
import type { Rule } from '../rule.ts';

export const overloaded: Rule<{ answer: HttpAnswer }> = {
  id: 'TE04',
  slug: 'overloaded',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6585 §4; RFC 9110 §10.2.3',
  *check({ answer }) {
    if (answer.status !== 429 && answer.status !== 503) return;
    const raw = headerOf(answer, 'retry-after');
    const until = raw === undefined ? undefined : retryAtMs(raw.trim(), answer.receivedAtMs);
    const told = until === undefined ? '' : instantText(epochSeconds(until));
    yield { facts: [answer.status, bankWords(raw) || '–', raw === undefined ? '–' : told] };
  },
};

/** When to try again: a number of seconds from the answer on, or one of three forms of date. @see RFC 9110 §10.2.3, §5.6.7 */
export function retryAtMs(
  retryAfter: string,
  receivedAtMs: EpochMilliseconds,
): EpochMilliseconds | undefined {
  if (/^\d{1,9}$/.test(retryAfter)) return receivedAtMs + Number(retryAfter) * 1000;
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(retryAfter)) return undefined;
  // The oldest form names no zone, and means GMT.
  const atMs = Date.parse(/GMT$/.test(retryAfter) ? retryAfter : `${retryAfter} GMT`);
  return Number.isNaN(atMs) ? undefined : atMs;
}
