import { chooseKeys, type KeyNeed, type Mismatch } from './choose-keys.ts';
import { type Jwk, keyName, plainText } from './jwk.ts';

/** What keys made of a token: of a signed one whether they verify it, of an encrypted one whether they open it. */
export interface KeyVerdict {
  /** `no_key`: none of those given is of the right kind; `refused`: no key whatever could do it */
  verdict: 'good' | 'bad' | 'no_key' | 'refused';
  /** `alg` of the token; with the reason `engine` whatever this browser cannot do */
  alg: string;
  /** the key that fits, or those that were tried */
  key: string;
  mismatches: Mismatch[];
  why?: RefusedBecause;
  /** what was inside an encrypted token */
  text?: string;
}

export type RefusedBecause =
  /** it is not signed at all */
  | 'none'
  /** nobody knows the algorithm, or nobody should */
  | 'alg'
  /** it names extensions that must be understood, or compresses its content */
  | 'crit'
  /** its parts are no strict base64url, or its header no JSON */
  | 'malformed'
  /** the cryptography of this browser does without it */
  | 'engine';

export function refused(alg: unknown, why: RefusedBecause): KeyVerdict {
  return { verdict: 'refused', alg: plainText(alg), key: '', mismatches: [], why };
}

/** Tries each key that fits until one succeeds. `attempt` gives `undefined`, or rejects, where the key does not. */
export async function tryKeys(
  keys: readonly Jwk[],
  kid: unknown,
  need: KeyNeed,
  attempt: (key: Jwk) => Promise<{ text?: string } | undefined>,
): Promise<KeyVerdict> {
  const { alg } = need;
  const { fitting, mismatches } = chooseKeys(keys, kid, need);
  const broken: Mismatch[] = [];
  for (const jwk of fitting) {
    const key = keyName(jwk);
    try {
      const gained = await attempt(jwk);
      if (gained) return { verdict: 'good', alg, key, mismatches, ...gained };
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (name === 'NotSupportedError') return refused(alg, 'engine');
      if (name !== 'OperationError') broken.push({ what: 'JWK', key, has: '–', needs: need.kty });
    }
  }
  // Where no key has the name that was asked for, the right one was not there to fail.
  const absent = mismatches.some(({ what }) => what === 'kid');
  const tried = fitting.filter((jwk) => broken.every(({ key }) => key !== keyName(jwk)));
  return {
    verdict: absent || tried.length === 0 ? 'no_key' : 'bad',
    alg,
    key: tried.map(keyName).join(', '),
    mismatches: [...mismatches, ...broken],
  };
}
