import { bankWords } from '../bank-words.ts';
import { duplicateMembers } from '../duplicate-members.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

/** Findings for one answer; more of them tell nothing more. */
const MOST = 5;
export const duplicateMember: Rule<TokenAnswerSubject> = {
  id: 'TR05',
  slug: 'duplicate-member',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 8259 §4',
  *check({ answer, read }) {
    if (read.kind === 'redirected') return;
    if (read.kind === 'unexpected' && !read.json) return;
    for (const { path, line, column } of duplicateMembers(answer.body).slice(0, MOST)) {
      yield { facts: [bankWords(path), line, column] };
    }
  },
};
