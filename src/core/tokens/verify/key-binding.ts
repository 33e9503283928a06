import type { Claims } from '../decode-jwt.ts';
import type { TokenCheck } from './token-check.ts';

/** By what a token may be bound: the thumbprint of a certificate, or of a key that signs DPoP proofs. */
export interface KeyBinding {
  member: 'x5t#S256' | 'jkt';
  thumbprint: string;
}

/** What `cnf` says beside what is in use; empty where there is nothing to compare. @see RFC 7800 §3.1 */
export function checkBinding(claims: Claims, binding: KeyBinding | undefined): TokenCheck[] {
  const cnf = (typeof claims.cnf === 'object' ? claims.cnf : null) ?? {};
  if (!binding) {
    return Object.entries(cnf).map(([member, seen]) => ({
      name: `cnf.${member}`,
      outcome: 'unchecked',
      missing: 'value',
      seen,
      expected: '',
    }));
  }
  const { member, thumbprint } = binding;
  const seen = (cnf as Claims)[member];
  const outcome = seen === thumbprint ? 'ok' : 'failed';
  return [{ name: `cnf.${member}`, outcome, seen, expected: thumbprint }];
}
