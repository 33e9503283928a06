import type { BankProfile, Explanation } from '../../banks/bank-profile.ts';
import type { HttpAnswer } from '../../oauth/http-message.ts';
import { bankWords, statedReason } from '../bank-words.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';

/** The sentence that the profile has for an answer. */
export const profileExplanation: Rule<{
  answer: HttpAnswer;
  profile: BankProfile;
  explanation: Explanation | undefined;
}> = {
  id: 'PX01',
  slug: 'profile-explanation',
  severity: 'warn',
  actor: 'you',
  source: "The bank's own documentation",
  *check({ answer, profile, explanation }) {
    if (explanation?.sentence === undefined) return;
    const { sentence, fix = '', actor } = explanation;
    const facts = [bankWords(sentence), bankWords(fix), answer.status, statedReason(answer)];
    yield { facts, actor, source: profileSource(profile, 'explanations') };
  },
};
