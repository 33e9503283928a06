import { type Jwk, keyName, plainText, sizeOf } from './jwk.ts';

/** What a token's `alg` wants of a key. */
export interface KeyNeed {
  alg: string;
  kty: string;
  crv?: string | undefined;
  /** fewest bits, or with `exact` all of them */
  bits?: number | undefined;
  exact?: boolean;
  use: 'sig' | 'enc';
  /** one of them, where the key lists what it is for */
  ops: readonly string[];
}

/** The one thing by which a key differs from what the token wants. @see RFC 8725 §3.1 */
export interface Mismatch {
  what: 'kid' | 'kty' | 'crv' | 'alg' | 'use' | 'key_ops' | 'bits' | 'private key' | 'JWK';
  key: string;
  has: string;
  needs: string;
  /** the key was tried all the same */
  tried?: true;
}

export interface ChosenKeys {
  fitting: Jwk[];
  mismatches: Mismatch[];
}

/**
 * The keys to try, by `kid` where one has it, else all that are of the right kind; where none is, what differs.
 * Keys without a `kid` fit every one. Keys with another are tried last.
 *
 * @see RFC 7515 §4.1.4, RFC 7517 §4, RFC 8725 §3.1
 */
export function chooseKeys(keys: readonly Jwk[], kid: unknown, need: KeyNeed): ChosenKeys {
  const named = keys.filter((key) => kid !== undefined && key.kid === kid);
  const unnamed = keys.filter((key) => kid === undefined || key.kid === undefined);
  const asked = [named, unnamed].find(({ length }) => length > 0);
  const mismatches: Mismatch[] = [];
  const fitting = (asked ?? keys).filter((key) => {
    const found = mismatchOf(key, need);
    if (found) mismatches.push({ key: keyName(key), ...found });
    return !found || found.tried;
  });
  if (!asked && keys.length > 0) {
    const has = keys.map(keyName).join(', ');
    const needs = plainText(kid);
    return { fitting, mismatches: [{ what: 'kid', key: has, has, needs, tried: true }] };
  }
  if (fitting.length > 0) return { fitting, mismatches: mismatches.filter(({ tried }) => tried) };
  const telling = mismatches.find(({ what }) => what !== 'kty') ?? mismatches[0];
  return { fitting, mismatches: telling ? [telling] : [] };
}

function mismatchOf(key: Jwk, need: KeyNeed): Omit<Mismatch, 'key'> | undefined {
  for (const what of ['kty', 'crv', 'alg', 'use'] as const) {
    const [has, needs] = [key[what], need[what]];
    if (has !== undefined && needs !== undefined && !sameName(has, needs)) {
      return { what, has: plainText(has), needs };
    }
  }
  const { bits, exact, ops, use } = need;
  const { key_ops, kty } = key;
  if (Array.isArray(key_ops) && !ops.some((op) => key_ops.includes(op))) {
    return { what: 'key_ops', has: key_ops.map(plainText).join(', '), needs: ops.join(', ') };
  }
  if (use === 'enc' && kty !== 'oct' && key.d === undefined) {
    return { what: 'private key', has: '–', needs: 'd' };
  }
  if (bits === undefined) return undefined;
  const size = sizeOf(key);
  if (exact ? size === bits : size >= bits) return undefined;
  const differs = { what: 'bits', has: String(size), needs: String(bits) } as const;
  // A short secret can be told by others, but the signature shows whether it is the one.
  return kty === 'oct' && !exact && size > 0 ? { ...differs, tried: true } : differs;
}

/** Ed25519 has an old name and a new one. @see RFC 9864 §2.2 */
function sameName(a: unknown, b: unknown): boolean {
  return a === b || (a === 'EdDSA' && b === 'Ed25519') || (a === 'Ed25519' && b === 'EdDSA');
}
