import { ok, type Result } from '../../../src/core/result.ts';
import type { BankState } from '../bank-state.ts';
import { type CodeProblem, CodeStore } from './code-store.ts';
import { type IssuedTokens, TokenStore } from './token-store.ts';

/** Codes and tokens of one authorization server: a code used twice ends what its first use gave. */
export class GrantStore<G extends object> {
  readonly codes: CodeStore<G>;
  readonly tokens: TokenStore<G>;

  constructor(state: BankState) {
    this.codes = new CodeStore(state);
    this.tokens = new TokenStore(state);
  }

  /**
   * Exchanges a code for tokens.
   *
   * @param findProblem compares the grant with the request
   * @see RFC 6749 §4.1.2
   */
  redeemCode<P extends string>(
    code: string,
    findProblem: (grant: G) => P | undefined,
  ): Result<IssuedTokens<G>, P | CodeProblem> {
    const redeemed = this.codes.redeem(code, findProblem);
    if (redeemed.ok) return ok(this.tokens.issueTokens(redeemed.value));
    const grant = this.codes.findGrant(code);
    if (redeemed.error === 'code_used' && grant !== undefined) this.tokens.cancelGrant(grant);
    return redeemed;
  }
}
