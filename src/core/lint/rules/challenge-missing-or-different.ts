import { headerOf } from '../../oauth/http-message.ts';
import { bankWords } from '../bank-words.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

export const challengeMissingOrDifferent: Rule<TokenAnswerSubject> = {
  id: 'TE03',
  slug: 'challenge-missing-or-different',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 6749 §5.2; RFC 6750 §3; RFC 9110 §11.6.1',
  *check({ answer, read }) {
    if (answer.status !== 401) return;
    const challenge = headerOf(answer, 'www-authenticate');
    const [, told] = /\berror="?([^",\s]+)/i.exec(challenge ?? '') ?? [];
    const said = read.kind === 'error' ? read.error.error : undefined;
    if (challenge && (told === undefined || said === undefined || told === said)) return;
    yield { facts: [bankWords(challenge) || '–', bankWords(said) || '–'] };
  },
};
