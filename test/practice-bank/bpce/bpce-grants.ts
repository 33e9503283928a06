import { ok, type Result } from '../../../src/core/result.ts';
import type { BankState } from '../bank-state.ts';
import type { CodeProblem } from '../grants/code-store.ts';
import { GrantStore } from '../grants/grant-store.ts';
import type {
  IssuedAccessToken,
  IssuedTokens,
  RefreshTokenProblem,
} from '../grants/token-store.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

export type Role = 'aisp' | 'cbpii' | 'pisp';

interface Caller {
  bankCode: string;
  clientId: string;
}

/** What was granted, to whom, at which bank. One consent is one grant. */
interface Grant extends Caller {
  scope: Role;
  /** Absent when the client asked for itself. */
  redirectUri?: string;
}

/** A successful token response, as it goes over the wire. @see RFC 6749 §5.1 */
export interface TokenResponse {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  scope: string;
  refresh_token?: string;
}

/** Why a code or a refresh token was not taken. */
export type GrantProblem =
  | CodeProblem
  | 'code_of_another_bank'
  | 'code_of_another_client'
  | 'code_for_another_redirect_uri'
  | RefreshTokenProblem
  | 'refresh_token_of_another_bank'
  | 'refresh_token_of_another_client'
  | 'scope_not_granted';

/** What all BPCE-like banks have granted, in one store. */
export class BpceGrants {
  readonly #grants: GrantStore<Grant>;

  constructor(state: BankState) {
    this.#grants = new GrantStore(state);
  }

  issueCode(bankCode: string, { clientId, redirectUri, scope }: AuthorizationRequest): string {
    return this.#grants.codes.issue({ bankCode, clientId, redirectUri, scope });
  }

  /** Exchanges a code. */
  redeemCode(
    code: string,
    redirectUri: string,
    caller: Caller,
  ): Result<TokenResponse, GrantProblem> {
    const redeemed = this.#grants.redeemCode(code, (grant) => {
      if (grant.bankCode !== caller.bankCode) return 'code_of_another_bank';
      if (grant.clientId !== caller.clientId) return 'code_of_another_client';
      return grant.redirectUri === redirectUri ? undefined : 'code_for_another_redirect_uri';
    });
    return redeemed.ok ? ok(buildTokenResponse(redeemed.value)) : redeemed;
  }

  /**
   * Gives a new access token and cancels the one before.
   *
   * @param scope asked for; a sloppy bank says yes to any
   */
  refresh(
    refreshToken: string,
    caller: Caller,
    scope?: string,
  ): Result<TokenResponse, GrantProblem> {
    const refreshed = this.#grants.tokens.refresh(refreshToken, (grant) => {
      if (grant.bankCode !== caller.bankCode) return 'refresh_token_of_another_bank';
      if (grant.clientId !== caller.clientId) return 'refresh_token_of_another_client';
      return (scope ?? grant.scope) === grant.scope ? undefined : 'scope_not_granted';
    });
    if (!refreshed.ok) return refreshed;
    return ok({ ...buildTokenResponse(refreshed.value), ...(scope !== undefined && { scope }) });
  }

  /** A token for the client itself, without a user and without a refresh token. @see RFC 6749 §4.4 */
  issueForClient(caller: Caller): TokenResponse {
    return buildTokenResponse(this.#grants.tokens.issueAccessToken({ ...caller, scope: 'pisp' }));
  }

  /** @see RFC 7662 §2.2 */
  introspect(token: string, caller: Caller): object {
    const found = this.#grants.tokens.introspect(token);
    const { bankCode, clientId, scope } = found?.grant ?? {};
    if (!found || bankCode !== caller.bankCode || clientId !== caller.clientId) {
      return { active: false };
    }
    return { active: true, scope, client_id: clientId, exp: found.exp };
  }

  /** Ends a token of this caller's; nothing is said of any other. @see RFC 7009 §2.2 */
  revoke(token: string, caller: Caller): void {
    const grant = this.#grants.tokens.introspect(token)?.grant;
    if (grant?.bankCode === caller.bankCode && grant.clientId === caller.clientId) {
      this.#grants.tokens.revoke(token);
    }
  }

  /** The role that a live access token of this bank carries, or `undefined`. */
  findRole(accessToken: string | undefined, bankCode: string): Role | undefined {
    const standing = this.#grants.tokens.findStanding(accessToken);
    if (standing.kind !== 'live' || standing.grant.bankCode !== bankCode) return undefined;
    return standing.grant.scope;
  }
}

function buildTokenResponse(issued: IssuedAccessToken<Grant> | IssuedTokens<Grant>): TokenResponse {
  const response: TokenResponse = {
    access_token: issued.accessToken,
    token_type: 'Bearer',
    expires_in: issued.expiresIn,
    scope: issued.grant.scope,
  };
  return 'refreshToken' in issued ? { ...response, refresh_token: issued.refreshToken } : response;
}
