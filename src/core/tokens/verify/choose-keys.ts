import { type Jwk, keyName, plainText, sizeOf } from './jwk.ts';
import { sameAlgorithm } from './signature-algorithm.ts';

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
 * The keys to try, by `kid` where one has it, else all that are of the right kind; of the others, what differs.
 * Keys without a `kid` fit every one. Keys with another are tried last.
 *
 * @see RFC 7515 §4.1.4, RFC 7517 §4, RFC 8725 §3.1
 */
export function chooseKeys(keys: readonly Jwk[], kid: unknown, need: KeyNeed): ChosenKeys {
  const named = kid === undefined ? [] : keys.filter((key) => key.kid === kid);
  const unnamed = keys.filter((key) => kid === undefined || key.kid === undefined);
  const asked = named.length > 0 ? named : unnamed.length > 0 ? unnamed : keys;
  const mismatches: Mismatch[] = [];
  const fitting = asked.filter((key) => {
    const found = mismatchOf(key, need);
    if (found) mismatches.push({ key: keyName(key), ...found });
    return !found || found.tried;
  });
  if (asked === keys && keys.length > 0 && kid !== undefined && named.length === 0) {
    const has = keys.map((key) => plainText(key.kid)).join(', ');
    const needs = plainText(kid);
    return { fitting, mismatches: [{ what: 'kid', key: has, has, needs, tried: true }] };
  }
  const telling = mismatches.filter(({ what }) => what !== 'kty');
  const shown =
    fitting.length > 0
      ? mismatches.filter(({ tried }) => tried)
      : telling.length > 0
        ? telling
        : mismatches;
  return { fitting, mismatches: shown.filter(isFirst) };
}

/** Of keys that differ alike, one is enough. */
function isFirst({ what, has }: Mismatch, at: number, all: readonly Mismatch[]): boolean {
  return all.findIndex((other) => other.what === what && other.has === has) === at;
}

function mismatchOf(key: Jwk, need: KeyNeed): Omit<Mismatch, 'key'> | undefined {
  const { kty, crv, alg, use, key_ops } = key;
  const differs = (what: Mismatch['what'], has: unknown, needs: unknown) => ({
    what,
    has: plainText(has),
    needs: plainText(needs),
  });
  if (kty !== need.kty) return differs('kty', kty, need.kty);
  if (need.crv !== undefined && crv !== need.crv) return differs('crv', crv, need.crv);
  if (alg !== undefined && !sameAlgorithm(alg, need.alg)) return differs('alg', alg, need.alg);
  if (use !== undefined && use !== need.use) return differs('use', use, need.use);
  if (Array.isArray(key_ops) && !need.ops.some((op) => key_ops.includes(op))) {
    return differs('key_ops', key_ops.map(plainText).join(', '), need.ops[0]);
  }
  if (need.use === 'enc' && kty !== 'oct' && key.d === undefined) {
    return differs('private key', '–', 'd');
  }
  const { bits, exact } = need;
  if (bits === undefined) return undefined;
  const size = sizeOf(key);
  if (size === bits || (size > bits && !exact)) return undefined;
  // A short secret can be told by others, but the signature shows whether it is the one.
  const tried = kty === 'oct' && !exact && size > 0;
  return { ...differs('bits', size, bits), ...(tried && { tried }) };
}
