import type { BankProfile } from '../banks/bank-profile.ts';
import { isDpopType } from '../oauth/dpop-proof.ts';
import type { Claims } from '../tokens/decode-jwt.ts';
import { checkBinding } from '../tokens/verify/key-binding.ts';
import type { Finding } from './finding.ts';
import { applyRules } from './rule.ts';
import { notBound } from './rules/not-bound.ts';

/** What is said of an access token, by itself or by the bank, and what it should be bound to. */
export interface BoundToken {
  claims: Claims;
  token_type?: string | undefined;
  profile: Pick<BankProfile, 'tokenBinding'>;
  /** thumbprints of the key and of the certificate that it was asked for with, where they are known */
  inUse: { jkt?: string | undefined; 'x5t#S256'?: string | undefined };
}

/**
 * Whether an access token is bound to what it was asked for with. A token of type DPoP must be; else only what it says
 * of itself can be wrong, unless the bank binds every token to a certificate.
 *
 * @see RFC 9449 §6.1, RFC 8705 §3.1
 */
export function lintTokenBinding({ claims, token_type, profile, inUse }: BoundToken): Finding[] {
  const { requirement = 'supported', by = [] } = profile.tokenBinding ?? {};
  const due = {
    jkt: isDpopType(token_type),
    'x5t#S256': requirement === 'required' && !by.includes('dpop'),
  };
  const said = typeof claims.cnf === 'object' && claims.cnf !== null ? claims.cnf : {};
  const bindingChecks = (['jkt', 'x5t#S256'] as const).flatMap((member) => {
    const thumbprint = inUse[member];
    const isThere = member in said;
    if (thumbprint === undefined) {
      return due[member] && !isThere ? checkBinding(claims, { member, thumbprint: 'SHA-256' }) : [];
    }
    return due[member] || isThere ? checkBinding(claims, { member, thumbprint }) : [];
  });
  return applyRules([notBound], { bindingChecks, bindingIs: requirement });
}
