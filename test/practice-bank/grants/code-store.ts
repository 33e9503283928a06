import { err, ok, type Result } from '../../../src/core/result.ts';
import type { BankState } from '../bank-state.ts';
import { randomText } from '../random-text.ts';

interface IssuedCode<G> {
  grant: G;
  expiresAtMs: number;
  use: 'unused' | 'used';
}

/** Why a code was not taken, whoever brought it. */
export type CodeProblem = 'code_unknown' | 'code_used' | 'code_expired';

/** Authorization codes in memory. `G` is what was granted, and to whom. */
export class CodeStore<G> {
  readonly #codes = new Map<string, IssuedCode<G>>();
  readonly #state: BankState;

  constructor(state: BankState) {
    this.#state = state;
  }

  issue(grant: G): string {
    const code = randomText(40);
    const expiresAtMs = this.#state.nowMs() + this.#state.lifetimes.codeSeconds * 1000;
    this.#codes.set(code, { grant, expiresAtMs, use: 'unused' });
    return code;
  }

  /** The grant of a code, spent or not. */
  findGrant(code: string): G | undefined {
    return this.#codes.get(code)?.grant;
  }

  /**
   * Spends a code and gives its grant. A refused try leaves the code as it was. A sloppy bank takes any code
   * that it knows.
   *
   * @param findProblem compares the grant with the request; asked before use and age are looked at
   * @see RFC 6749 §4.1.2 and §4.1.3
   */
  redeem<P extends string>(
    code: string,
    findProblem: (grant: G) => P | undefined,
  ): Result<G, P | CodeProblem> {
    const issued = this.#codes.get(code);
    if (issued === undefined) return err('code_unknown');
    if (this.#state.settings.sloppy) return ok(issued.grant);
    const problem = findProblem(issued.grant);
    if (problem !== undefined) return err(problem);
    if (issued.use === 'used') return err('code_used');
    if (issued.expiresAtMs <= this.#state.nowMs()) return err('code_expired');
    issued.use = 'used';
    return ok(issued.grant);
  }
}
