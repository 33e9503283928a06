import type { Rule } from '../../../../../src/core/lint/rule.ts';

/** The severities that a rule gives, its own where an observation has none. */
export type Asked = () => string[];

/** A rule asked of as much as it looks at. */
export const ask =
  <S>(rule: Rule<S>, subject: Partial<S>): Asked =>
  () =>
    [...rule.check(subject as S)].map(({ severity }) => severity ?? rule.severity);
