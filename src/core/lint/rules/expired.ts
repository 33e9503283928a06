import { epochSeconds, TOLERANCE } from '../../time.ts';
import { secondsSince } from '../claim-age.ts';
import { instantText } from '../instant-text.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

/** Inside the tolerance it only warns: some receivers still take the token then. */
export const expired: Rule<TokenSubject> = {
  id: 'JW15',
  slug: 'expired',
  severity: 'error',
  actor: 'you',
  source: 'RFC 7519 §4.1.4',
  *check(subject) {
    const exp = secondsSince(subject, 'exp');
    if (!exp || exp.seconds < 0) return;
    yield {
      facts: [instantText(exp.at), instantText(epochSeconds(subject.nowMs)), TOLERANCE],
      severity: exp.seconds < TOLERANCE ? 'warn' : 'error',
    };
  },
};
