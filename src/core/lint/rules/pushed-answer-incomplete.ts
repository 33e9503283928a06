import { isSuccess } from '../answer-status.ts';
import { jsonType } from '../json-type.ts';
import type { PushedAnswerSubject } from '../lint-pushed-answer.ts';
import type { Rule } from '../rule.ts';

/** Without a reference there is nothing to open; without its lifetime nobody knows for how long. */
export const pushedAnswerIncomplete: Rule<PushedAnswerSubject> = {
  id: 'TR22',
  slug: 'pushed-answer-incomplete',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 9126 §2.2',
  *check({ answer, read }) {
    if (!isSuccess(answer)) return;
    if (read.kind === 'unexpected' && read.json) {
      yield { facts: ['request_uri', jsonType(read.json.request_uri), answer.status] };
    } else if (read.kind === 'pushed' && read.expiresIn === undefined) {
      yield { facts: ['expires_in', '–', answer.status], severity: 'warn' };
    }
  },
};
