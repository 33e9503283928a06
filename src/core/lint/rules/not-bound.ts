import { failedChecks } from '../failed-checks.ts';
import type { VerificationSubject } from '../lint-verification.ts';
import type { Rule } from '../rule.ts';

/**
 * Only where the certificate or key in use is known, or the bank says that it binds all: many tokens are bound to
 * nothing. A bank that was asked by that key has to answer for it.
 */
export const notBound: Rule<Pick<VerificationSubject, 'bindingChecks' | 'bindingIs'>> = {
  id: 'JW23',
  slug: 'not-bound',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 8705 §3.1; RFC 9449 §6.1',
  check: ({ bindingChecks, bindingIs }) =>
    failedChecks(bindingChecks).map((failed) => ({
      ...failed,
      ...(bindingIs && { actor: 'bank' as const }),
      ...(bindingIs === 'required' && { severity: 'error' as const }),
    })),
};
