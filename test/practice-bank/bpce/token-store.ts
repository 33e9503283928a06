import type { Result } from '../../../src/core/result.ts';
import type { BankState } from '../bank-state.ts';
import { randomText } from '../random-text.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

export type Role = 'aisp' | 'cbpii' | 'pisp';

/** What was granted, to whom, at which bank. One consent is one grant. */
interface Grant {
  id: string;
  bankCode: string;
  clientId: string;
  scope: Role;
}

interface IssuedCode {
  grant: Grant;
  redirectUri: string;
  expiresAtMs: number;
  use: 'unused' | 'used';
}

interface IssuedToken {
  grant: Grant;
  expiresAtMs: number;
  standing: 'live' | 'cancelled';
}

/** A successful token response, as it goes over the wire. @see RFC 6749 §5.1 */
export interface TokenResponse {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  scope: Role;
  refresh_token?: string;
}

/** Why a code or a refresh token was not taken. */
export type GrantProblem =
  | 'code_unknown'
  | 'code_of_another_bank'
  | 'code_of_another_client'
  | 'code_for_another_redirect_uri'
  | 'code_used'
  | 'code_expired'
  | 'refresh_token_unknown'
  | 'refresh_token_of_another_bank'
  | 'refresh_token_of_another_client'
  | 'refresh_token_cancelled'
  | 'refresh_token_expired';

interface Caller {
  bankCode: string;
  clientId: string;
}

/** Codes and tokens of all BPCE-like banks, in memory. */
export class TokenStore {
  readonly #codes = new Map<string, IssuedCode>();
  readonly #accessTokens = new Map<string, IssuedToken>();
  readonly #refreshTokens = new Map<string, IssuedToken>();
  readonly #state: BankState;

  constructor(state: BankState) {
    this.#state = state;
  }

  issueCode(bankCode: string, { clientId, redirectUri, scope }: AuthorizationRequest): string {
    const code = randomText(40);
    this.#codes.set(code, {
      grant: { id: randomText(20), bankCode, clientId, scope },
      redirectUri,
      expiresAtMs: this.#state.nowMs() + this.#state.lifetimes.codeSeconds * 1000,
      use: 'unused',
    });
    return code;
  }

  /**
   * Exchanges a code. A refused try leaves it unspent; a second use cancels what the first gave.
   *
   * @see RFC 6749 §4.1.2 and §4.1.3
   */
  redeemCode(
    code: string,
    redirectUri: string,
    caller: Caller,
  ): Result<TokenResponse, GrantProblem> {
    const issued = this.#codes.get(code);
    if (issued === undefined) return refused('code_unknown');
    if (issued.grant.bankCode !== caller.bankCode) return refused('code_of_another_bank');
    if (issued.grant.clientId !== caller.clientId) return refused('code_of_another_client');
    if (issued.redirectUri !== redirectUri) return refused('code_for_another_redirect_uri');
    if (issued.use === 'used') {
      this.#cancel(this.#accessTokens, issued.grant);
      this.#cancel(this.#refreshTokens, issued.grant);
      return refused('code_used');
    }
    if (this.#isPast(issued.expiresAtMs)) return refused('code_expired');
    issued.use = 'used';
    const { refreshTokenSeconds } = this.#state.lifetimes;
    const refresh_token = this.#issueRefreshToken(
      issued.grant,
      this.#state.nowMs() + refreshTokenSeconds * 1000,
    );
    return { ok: true, value: { ...this.#issueAccessToken(issued.grant), refresh_token } };
  }

  /**
   * Gives a new access token and cancels the one before. A rotated refresh token keeps the end of
   * the first one, since only a new login moves that.
   *
   * @see RFC 6749 §6
   */
  refresh(refreshToken: string, caller: Caller): Result<TokenResponse, GrantProblem> {
    const issued = this.#refreshTokens.get(refreshToken);
    if (issued === undefined) return refused('refresh_token_unknown');
    const { grant } = issued;
    if (grant.bankCode !== caller.bankCode) return refused('refresh_token_of_another_bank');
    if (grant.clientId !== caller.clientId) return refused('refresh_token_of_another_client');
    if (issued.standing === 'cancelled') return refused('refresh_token_cancelled');
    if (this.#isPast(issued.expiresAtMs)) return refused('refresh_token_expired');
    this.#cancel(this.#accessTokens, grant);
    let refresh_token = refreshToken;
    if (this.#state.settings.rotateRefreshToken) {
      issued.standing = 'cancelled';
      refresh_token = this.#issueRefreshToken(grant, issued.expiresAtMs);
    }
    return { ok: true, value: { ...this.#issueAccessToken(grant), refresh_token } };
  }

  /** A token for the client itself, without a user and without a refresh token. @see RFC 6749 §4.4 */
  issueForClient(caller: Caller): TokenResponse {
    return this.#issueAccessToken({ id: randomText(20), ...caller, scope: 'pisp' });
  }

  /** The role that a live access token of this bank carries, or `undefined`. */
  findRole(accessToken: string | undefined, bankCode: string): Role | undefined {
    const issued = this.#accessTokens.get(accessToken ?? '');
    if (issued === undefined || issued.grant.bankCode !== bankCode) return undefined;
    if (issued.standing === 'cancelled' || this.#isPast(issued.expiresAtMs)) return undefined;
    return issued.grant.scope;
  }

  #issueAccessToken(grant: Grant): TokenResponse {
    const access_token = randomText(56);
    const expires_in = this.#state.lifetimes.accessTokenSeconds;
    const expiresAtMs = this.#state.nowMs() + expires_in * 1000;
    this.#accessTokens.set(access_token, { grant, expiresAtMs, standing: 'live' });
    return { access_token, token_type: 'Bearer', expires_in, scope: grant.scope };
  }

  #issueRefreshToken(grant: Grant, expiresAtMs: number): string {
    const refreshToken = randomText(56);
    this.#refreshTokens.set(refreshToken, { grant, expiresAtMs, standing: 'live' });
    return refreshToken;
  }

  #cancel(tokens: Map<string, IssuedToken>, grant: Grant): void {
    for (const token of tokens.values()) {
      if (token.grant.id === grant.id) token.standing = 'cancelled';
    }
  }

  #isPast(instantMs: number): boolean {
    return instantMs <= this.#state.nowMs();
  }
}

function refused(error: GrantProblem): Result<TokenResponse, GrantProblem> {
  return { ok: false, error };
}
