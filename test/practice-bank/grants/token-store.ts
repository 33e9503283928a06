import { err, ok, type Result } from '../../../src/core/result.ts';
import type { BankState } from '../bank-state.ts';
import { randomText } from '../random-text.ts';

interface IssuedToken<G> {
  grant: G;
  expiresAtMs: number;
  standing: 'live' | 'cancelled';
}

/** An access token; `expiresIn` in seconds. */
export interface IssuedAccessToken<G> {
  grant: G;
  accessToken: string;
  expiresIn: number;
}

/** An access token with a refresh token; both lifetimes in seconds. */
export interface IssuedTokens<G> extends IssuedAccessToken<G> {
  refreshToken: string;
  refreshExpiresIn: number;
}

/** Why a refresh token was not taken, whoever brought it. */
export type RefreshTokenProblem =
  | 'refresh_token_unknown'
  | 'refresh_token_cancelled'
  | 'refresh_token_expired';

/** What an access token opens, or why it opens nothing. */
export type AccessTokenStanding<G> =
  | { kind: 'live'; grant: G }
  | { kind: 'unknown' }
  | { kind: 'cancelled' }
  | { kind: 'expired' };

/** Opaque tokens in memory. `G` is what was granted; one grant is one object. */
export class TokenStore<G extends object> {
  readonly #accessTokens = new Map<string, IssuedToken<G>>();
  readonly #refreshTokens = new Map<string, IssuedToken<G>>();
  readonly #state: BankState;

  constructor(state: BankState) {
    this.#state = state;
  }

  issueAccessToken(grant: G): IssuedAccessToken<G> {
    const accessToken = randomText(56);
    const expiresIn = this.#state.lifetimes.accessTokenSeconds;
    const expiresAtMs = this.#state.nowMs() + expiresIn * 1000;
    this.#accessTokens.set(accessToken, { grant, expiresAtMs, standing: 'live' });
    return { grant, accessToken, expiresIn };
  }

  issueTokens(grant: G): IssuedTokens<G> {
    const { refreshTokenSeconds } = this.#state.lifetimes;
    const expiresAtMs = this.#state.nowMs() + refreshTokenSeconds * 1000;
    return this.#withAccessToken(grant, this.#issueRefreshToken(grant, expiresAtMs), expiresAtMs);
  }

  /**
   * Gives a new access token and cancels the one before. A rotated refresh token keeps the end of
   * the first one, since only a new login moves that. A sloppy bank takes any refresh token that it knows.
   *
   * @param findProblem compares the grant with the request; asked before standing and age
   * @see RFC 6749 §6
   */
  refresh<P extends string = never>(
    refreshToken: string,
    findProblem: (grant: G) => P | undefined = () => undefined,
  ): Result<IssuedTokens<G>, P | RefreshTokenProblem> {
    const issued = this.#refreshTokens.get(refreshToken);
    if (issued === undefined) return err('refresh_token_unknown');
    const { grant, expiresAtMs } = issued;
    if (!this.#state.settings.sloppy) {
      const problem = findProblem(grant);
      if (problem !== undefined) return err(problem);
      if (issued.standing === 'cancelled') return err('refresh_token_cancelled');
      if (expiresAtMs <= this.#state.nowMs()) return err('refresh_token_expired');
    }
    cancel(this.#accessTokens, grant);
    if (!this.#state.settings.rotateRefreshToken) {
      return ok(this.#withAccessToken(grant, refreshToken, expiresAtMs));
    }
    issued.standing = 'cancelled';
    const rotated = this.#issueRefreshToken(grant, expiresAtMs);
    return ok(this.#withAccessToken(grant, rotated, expiresAtMs));
  }

  /** Ends every token of a grant. */
  cancelGrant(grant: G): void {
    cancel(this.#accessTokens, grant);
    cancel(this.#refreshTokens, grant);
  }

  /** What a token of either kind is, and until when, in seconds since the epoch; `undefined` when it opens nothing. */
  introspect(token: string): { grant: G; exp: number } | undefined {
    const issued = this.#accessTokens.get(token) ?? this.#refreshTokens.get(token);
    if (issued?.standing !== 'live' || issued.expiresAtMs <= this.#state.nowMs()) return undefined;
    return { grant: issued.grant, exp: Math.floor(issued.expiresAtMs / 1000) };
  }

  /** Ends a token; with a refresh token, the access tokens of its grant too. @see RFC 7009 §2.1 */
  revoke(token: string): void {
    const refreshToken = this.#refreshTokens.get(token);
    if (refreshToken) this.cancelGrant(refreshToken.grant);
    const accessToken = this.#accessTokens.get(token);
    if (accessToken) accessToken.standing = 'cancelled';
  }

  findStanding(accessToken: string | undefined): AccessTokenStanding<G> {
    const issued = this.#accessTokens.get(accessToken ?? '');
    if (issued === undefined) return { kind: 'unknown' };
    if (issued.standing === 'cancelled') return { kind: 'cancelled' };
    if (issued.expiresAtMs <= this.#state.nowMs()) return { kind: 'expired' };
    return { kind: 'live', grant: issued.grant };
  }

  #issueRefreshToken(grant: G, expiresAtMs: number): string {
    const refreshToken = randomText(56);
    this.#refreshTokens.set(refreshToken, { grant, expiresAtMs, standing: 'live' });
    return refreshToken;
  }

  #withAccessToken(grant: G, refreshToken: string, refreshExpiresAtMs: number): IssuedTokens<G> {
    const refreshExpiresIn = Math.floor((refreshExpiresAtMs - this.#state.nowMs()) / 1000);
    return { ...this.issueAccessToken(grant), refreshToken, refreshExpiresIn };
  }
}

function cancel<G>(tokens: Map<string, IssuedToken<G>>, grant: G): void {
  for (const token of tokens.values()) {
    if (token.grant === grant) token.standing = 'cancelled';
  }
}
