import { epochSeconds, TOLERANCE } from '../../time.ts';
import { secondsSince } from '../claim-age.ts';
import { instantText } from '../instant-text.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Observation, Rule } from '../rule.ts';

export const datesDisagree: Rule<TokenSubject> = {
  id: 'JW19',
  slug: 'dates-disagree',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 7519 §4.1.6',
  *check(subject) {
    const iat = secondsSince(subject, 'iat');
    const exp = secondsSince(subject, 'exp');
    const { endsAt } = subject.expected;
    if (iat && iat.seconds < -TOLERANCE) {
      yield wrong('iat', iat.at, 'now', epochSeconds(subject.nowMs));
    }
    if (iat && exp && iat.at >= exp.at) yield wrong('iat', iat.at, 'exp', exp.at);
    if (exp && endsAt !== undefined && Math.abs(exp.at - endsAt) > TOLERANCE) {
      yield wrong('exp', exp.at, 'expires_in', endsAt);
    }
  },
};

function wrong(one: string, at: number, other: string, otherAt: number): Observation {
  return { facts: [one, instantText(at), other, instantText(otherAt)] };
}
