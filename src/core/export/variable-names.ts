import * as z from 'zod/mini';
import { secretKindSchema, secretMark } from '../flow/secret.ts';

/**
 * Names for what stands in a place of a recorded text: equal secrets share one, a second of its kind gets `_2`, and
 * two secrets that nobody can tell apart are never taken for one.
 */
export class VariableNames {
  /** name → the kind and the mark that it stands for, in the order in which they were named */
  readonly given = new Map<string, { kind: string; mark: string }>();
  readonly #allowed = new Set([CODE_CHALLENGE]);
  readonly #names = new Map<string, string>();
  readonly #taken = new Map<string, number>();

  /** Names things of a kind by it, which are no secrets. */
  allow(kind: string): void {
    this.#allowed.add(kind);
  }

  /**
   * @param kind of the mark, e.g. `access_token`
   * @param fingerprint of the mark; empty where only the kind is known
   * @param masked the name of a secret of unknown kind
   * @returns a name in snake case, e.g. `access_token_2`
   */
  nameOf(kind: string, fingerprint: string, masked = 'secret'): string {
    // A record may come from anybody: no mark in it may stand for a variable that a shell has by itself.
    const isOwn = this.#allowed.has(kind) || z.safeParse(secretKindSchema, kind).success;
    const base = isOwn ? kind : masked;
    const key = `${base}#${fingerprint}`;
    // A client has one pair of id and secret, however often it sends them.
    const isOne = fingerprint !== '' || base === BASIC_CREDENTIALS;
    const known = isOne ? this.#names.get(key) : undefined;
    if (known) return known;
    const count = (this.#taken.get(base) ?? 0) + 1;
    this.#taken.set(base, count);
    const name = count === 1 ? base : `${base}_${count}`;
    this.#names.set(key, name);
    this.given.set(name, { kind: base, mark: secretMark({ kind, fingerprint }) });
    return name;
  }
}

/** The name of what a client proves itself with in an `Authorization: Basic` header. */
export const BASIC_CREDENTIALS = 'basic_credentials';

/** The name of a proof that a request comes from who holds the flow's key. @see RFC 9449 §4.2 */
export const DPOP_PROOF = 'dpop_proof';

/** What stands for the S256 of the verifier, which is no secret. */
export const CODE_CHALLENGE = 'code_challenge';
