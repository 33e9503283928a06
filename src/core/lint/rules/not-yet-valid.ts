import { epochSeconds, TOLERANCE } from '../../time.ts';
import { secondsSince } from '../claim-age.ts';
import { instantText } from '../instant-text.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

export const notYetValid: Rule<TokenSubject> = {
  id: 'JW18',
  slug: 'not-yet-valid',
  severity: 'error',
  actor: 'you',
  source: 'RFC 7519 §4.1.5',
  *check(subject) {
    const nbf = secondsSince(subject, 'nbf');
    if (!nbf || nbf.seconds >= 0) return;
    yield {
      facts: [instantText(nbf.at), instantText(epochSeconds(subject.nowMs)), TOLERANCE],
      severity: -nbf.seconds <= TOLERANCE ? 'warn' : 'error',
    };
  },
};
