import { epochSeconds } from '../../time.ts';
import { instantText, secondsSince, TOLERANCE } from '../claim-age.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

export const datesDisagree: Rule<TokenSubject> = {
  id: 'JW19',
  slug: 'dates-disagree',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 7519 §4.1.6',
  *check(subject) {
    const iat = secondsSince(subject, 'iat');
    const exp = secondsSince(subject, 'exp');
    if (!iat) return;
    if (iat.seconds < -TOLERANCE) {
      yield { facts: [instantText(iat.at), instantText(epochSeconds(subject.nowMs))] };
    }
    if (exp && iat.at >= exp.at) yield { facts: [instantText(iat.at), instantText(exp.at)] };
  },
};
