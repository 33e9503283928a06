import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

const OLD_MS = 60_000;
/** RFC 6749 recommends that a code dies at ten minutes at the latest. */
const DEAD_MS = 600_000;

export const codeAgeing: Rule<Pick<TokenRequestSubject, 'purpose' | 'codeAgeMs'>> = {
  id: 'AP15',
  slug: 'code-ageing',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6749 §4.1.2',
  *check({ purpose, codeAgeMs }) {
    if (purpose !== 'exchange' || codeAgeMs === undefined || codeAgeMs <= OLD_MS) return;
    yield {
      facts: [Math.floor(codeAgeMs / 1000)],
      severity: codeAgeMs > DEAD_MS ? 'error' : 'warn',
    };
  },
};
