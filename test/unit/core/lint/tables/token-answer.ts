import type { Finding } from '../../../../../src/core/lint/finding.ts';
import {
  lintTokenAnswer,
  type TokenAnswerSubject,
} from '../../../../../src/core/lint/lint-token-answer.ts';
import type { HttpAnswer } from '../../../../../src/core/oauth/http-message.ts';
import { readTokenAnswer } from '../../../../../src/core/oauth/token-response.ts';
import { jsonAnswer } from '../../../../fixtures/answers.ts';
import { profileOf } from '../../../../fixtures/profiles.ts';

/** Members of a token answer without a fault. */
export const TOKENS = {
  access_token: 'FAKE-access',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'aisp',
  refresh_token: 'FAKE-refresh',
};

type Change = Partial<Omit<TokenAnswerSubject, 'answer' | 'read' | 'profile'>> & {
  profile?: string;
};

/** Judges an answer. */
export const judge =
  (answer: HttpAnswer, { profile = 'bpce-aisp', ...change }: Change = {}) =>
  (): Finding[] =>
    lintTokenAnswer({
      answer,
      read: readTokenAnswer(answer),
      purpose: 'exchange',
      profile: profileOf(profile),
      requestedScope: 'aisp',
      ...change,
    });

/** Judges the good answer with other members. */
export const withTokens = (members: object, change: Change = {}, answer?: Partial<HttpAnswer>) =>
  judge(jsonAnswer(200, { ...TOKENS, ...members }, answer), change);
