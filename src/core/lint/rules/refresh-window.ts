import { instantText } from '../instant-text.ts';
import type { ConsentSubject } from '../lint-consent.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';

const DAY = 86_400;
/** Days before the end at which it is time to ask the customer again. */
const SOON = 7;

/** Pages of one bank may differ: from the shortest time on it warns, after the longest all is over. */
export const refreshWindow: Rule<ConsentSubject> = {
  id: 'PS09',
  slug: 'refresh-window',
  severity: 'warn',
  actor: 'you',
  source: 'Regulation (EU) 2018/389 Art. 10, 10a',
  *check({ profile, consentGivenAtMs, nowMs }) {
    const { consent, refreshToken } = profile.lifetimes;
    const lifetime = consent ?? refreshToken;
    if (consentGivenAtMs === undefined || !lifetime) return;
    const lengths = [lifetime.seconds, ...(lifetime.alternatives ?? [])];
    const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
    const passed = (nowMs - consentGivenAtMs) / 1000;
    if (passed < shortest - SOON * DAY) return;
    const ends = instantText(consentGivenAtMs / 1000 + lifetime.seconds);
    const days = lengths.map((seconds) => Math.round(seconds / DAY)).join(', ');
    const source = profileSource(profile, `lifetimes.${consent ? 'consent' : 'refreshToken'}`);
    const severity = passed < longest ? 'warn' : 'error';
    yield { facts: [Math.floor(passed / DAY), days, ends], severity, source };
  },
};
