/** How long things live, in seconds of the bank's clock. */
export interface Lifetimes {
  codeSeconds: number;
  accessTokenSeconds: number;
  refreshTokenSeconds: number;
  /** Of a pushed request at the FAPI banks; 60 at most. */
  requestUriSeconds: number;
}

/** Choices that change how a bank behaves without being a fault. */
export interface BankSettings {
  /** Whether a refresh (but at the OpenID bank, which always rotates, and the FAPI banks, which never do) answers with a new refresh token and ends the old one. */
  rotateRefreshToken: boolean;
  /** Whether the BPCE-like banks refuse API requests without an HTTP signature. */
  demandSignature: boolean;
  /** Whether a good authorization request is approved without a login page, as some sandboxes do. */
  approveAtOnce: boolean;
  /** Whether what a bank ought to refuse (but at the OpenID and FAPI banks) is accepted: used and late codes, other clients, unknown scopes … */
  sloppy: boolean;
}

type Change<T> = { [K in keyof T]?: T[K] | undefined };

const defaultLifetimes: Lifetimes = {
  codeSeconds: 60,
  accessTokenSeconds: 3600,
  refreshTokenSeconds: 180 * 24 * 3600,
  requestUriSeconds: 60,
};

const defaultSettings: BankSettings = {
  rotateRefreshToken: false,
  demandSignature: false,
  approveAtOnce: false,
  sloppy: false,
};

/** What the control can change: clock, lifetimes and settings, for all banks of one process. */
export class BankState {
  readonly #computerNowMs: () => number;
  #offsetMs = 0;
  #lifetimes = { ...defaultLifetimes };
  #settings = { ...defaultSettings };
  #clientKeys: readonly object[] = [];

  /** @param computerNowMs milliseconds since the epoch, before the control moves anything */
  constructor(computerNowMs: () => number) {
    this.#computerNowMs = computerNowMs;
  }

  get lifetimes(): Readonly<Lifetimes> {
    return this.#lifetimes;
  }

  get settings(): Readonly<BankSettings> {
    return this.#settings;
  }

  /** Public JWKs that were registered for the FAPI client beside its own; another list after each change. */
  get clientKeys(): readonly object[] {
    return this.#clientKeys;
  }

  /** The bank's clock, in milliseconds since the epoch. */
  nowMs(): number {
    return this.#computerNowMs() + this.#offsetMs;
  }

  /** The bank's clock, in whole seconds since the epoch. */
  nowSeconds(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  /** How far the bank's clock runs ahead, in milliseconds. */
  get aheadMs(): number {
    return this.#offsetMs;
  }

  advanceSeconds(seconds: number): void {
    this.#offsetMs += seconds * 1000;
  }

  /** Members that are absent or `undefined` keep their value. */
  changeLifetimes(change: Change<Lifetimes>): void {
    const before = this.#lifetimes;
    this.#lifetimes = {
      codeSeconds: change.codeSeconds ?? before.codeSeconds,
      accessTokenSeconds: change.accessTokenSeconds ?? before.accessTokenSeconds,
      refreshTokenSeconds: change.refreshTokenSeconds ?? before.refreshTokenSeconds,
      requestUriSeconds: change.requestUriSeconds ?? before.requestUriSeconds,
    };
  }

  /** Members that are absent or `undefined` keep their value. */
  changeSettings(change: Change<BankSettings>): void {
    const before = this.#settings;
    this.#settings = {
      rotateRefreshToken: change.rotateRefreshToken ?? before.rotateRefreshToken,
      demandSignature: change.demandSignature ?? before.demandSignature,
      approveAtOnce: change.approveAtOnce ?? before.approveAtOnce,
      sloppy: change.sloppy ?? before.sloppy,
    };
  }

  registerKeys(keys: readonly object[]): void {
    this.#clientKeys = [...this.#clientKeys, ...keys];
  }

  reset(): void {
    this.#clientKeys = [];
    this.#offsetMs = 0;
    this.#lifetimes = { ...defaultLifetimes };
    this.#settings = { ...defaultSettings };
  }
}
