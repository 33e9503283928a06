import { type HttpAnswer, headerOf } from '../../oauth/http-message.ts';
import { pageTitle } from '../../oauth/token-response.ts';
import { bankWords } from '../bank-words.ts';
import { bodyKind } from '../body-kind.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';
import { mediaType } from '../sent-parameters.ts';

export const errorNotJson: Rule<TokenAnswerSubject> = {
  id: 'TE02',
  slug: 'error-not-json',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 6749 §5.2',
  *check({ answer, read }) {
    const { status } = answer;
    if (read.kind !== 'unexpected' || status < 400 || status > 499 || status === 429) return;
    yield { facts: whoAnswered(answer) };
  },
};

/** What shows who answered in the place of an OAuth server: status, media type, page title, `Server` header. */
function whoAnswered(answer: HttpAnswer): (string | number)[] {
  const server = bankWords(headerOf(answer, 'server'));
  return [
    answer.status,
    bankWords(mediaType(answer)),
    bankWords(pageTitle(answer)),
    server,
    bodyKind(answer),
  ];
}
