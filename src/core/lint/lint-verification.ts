import type { DecodedToken } from '../tokens/decode-jwt.ts';
import type { TokenCheck } from '../tokens/verify/token-check.ts';
import type { KeyVerdict } from '../tokens/verify/try-keys.ts';
import type { Finding } from './finding.ts';
import { applyRules, type Rule } from './rule.ts';
import { idToken } from './rules/id-token.ts';
import { keyMismatch } from './rules/key-mismatch.ts';
import { notBound } from './rules/not-bound.ts';
import { signatureBad } from './rules/signature-bad.ts';

/** What was found out about a token with more than its own text. */
export interface VerificationSubject {
  kind: DecodedToken['kind'];
  /** `undefined`: there was no key to try */
  verification: KeyVerdict | undefined;
  /** of an ID token */
  idChecks: readonly TokenCheck[];
  /** of `cnf` */
  bindingChecks: readonly TokenCheck[];
  /** the token came in answer to a request of ours: whether the bank binds all, or some */
  bindingIs?: 'required' | 'supported';
}

const rules: readonly Rule<VerificationSubject>[] = [signatureBad, keyMismatch, notBound, idToken];

/** Every finding of a verification. @see RFC 8725 §3 */
export function lintVerification(subject: VerificationSubject): Finding[] {
  return applyRules(rules, subject);
}
