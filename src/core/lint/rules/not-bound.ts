import { failedChecks } from '../failed-checks.ts';
import type { VerificationSubject } from '../lint-verification.ts';
import type { Rule } from '../rule.ts';

/** Only where the certificate or key in use was given: many tokens are bound to nothing. */
export const notBound: Rule<VerificationSubject> = {
  id: 'JW23',
  slug: 'not-bound',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 8705 §3.1; RFC 9449 §6.1',
  check: ({ bindingChecks }) => failedChecks(bindingChecks),
};
