import { failedChecks } from '../failed-checks.ts';
import type { VerificationSubject } from '../lint-verification.ts';
import type { Rule } from '../rule.ts';

/** One finding for each check that fails. */
export const idToken: Rule<VerificationSubject> = {
  id: 'ID01',
  slug: 'id-token',
  severity: 'error',
  actor: 'bank',
  source: 'OIDC §3.1.3.7, §3.1.3.6',
  check: ({ idChecks }) => failedChecks(idChecks),
};
