import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

const SHORTEST = 30;
const LONGEST = 31_536_000;

export const expiresInImplausible: Rule<TokenAnswerSubject> = {
  id: 'TR13',
  slug: 'expires-in-implausible',
  severity: 'warn',
  actor: 'bank',
  source: 'Experience, no standard',
  *check({ read }) {
    const seconds = read.kind === 'tokens' ? read.members.expires_in : undefined;
    if (seconds === undefined || (seconds >= SHORTEST && seconds <= LONGEST)) return;
    yield { facts: [seconds] };
  },
};
