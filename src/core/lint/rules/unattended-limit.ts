import type { BankProfile, Explanation } from '../../banks/bank-profile.ts';
import { LAWFUL_READS } from '../../lifetimes/lawful-reads.ts';
import type { HttpAnswer } from '../../oauth/http-message.ts';
import { statedReason } from '../bank-words.ts';
import type { Rule } from '../rule.ts';

/** An answer that may speak of the limit, or a count of the day. */
export interface UnattendedReadSubject {
  profile: BankProfile;
  answer?: HttpAnswer;
  explanation?: Explanation | undefined;
  readsToday?: number | undefined;
}

export const unattendedLimit: Rule<UnattendedReadSubject> = {
  id: 'PS17',
  slug: 'unattended-limit',
  severity: 'info',
  actor: 'you',
  source: 'Regulation (EU) 2018/389 Art. 36(5)(b)',
  *check({ answer, explanation, readsToday = 0, profile }) {
    const limit = profile.unattendedReads ?? LAWFUL_READS;
    if (answer && explanation?.meaning === 'daily_limit') {
      yield { facts: [limit, '–', answer.status, statedReason(answer)] };
    } else if (readsToday >= limit) {
      yield { facts: [limit, readsToday, '–', ''] };
    }
  },
};
