import { checkToken } from '../../src/core/lint/check-token.ts';
import { decodeToken } from '../../src/core/tokens/decode-jwt.ts';
import { bareJwk, bytesOf } from '../../src/core/tokens/verify/jwk.ts';
import { readKeys } from '../../src/core/tokens/verify/read-keys.ts';
import { signatureAlgorithm } from '../../src/core/tokens/verify/signature-algorithm.ts';
import type { Round } from './metric.ts';
import { takeTurns } from './turns.ts';

/** Verifications of one turn: a single one is too short for a browser's clock. */
const TURN = 100;

/**
 * Runs in a page: milliseconds of one verification. Ours takes the token
 * apart, chooses the key of two, verifies and judges; the bare one has everything laid out for it. They take turns in going first.
 *
 * @param keysText a JWK set whose second key fits
 */
export async function measureVerifying(
  token: string,
  keysText: string,
  alg: string,
  rounds: number,
): Promise<Round[]> {
  const { subtle } = crypto;
  const keys = await readKeys(keysText, subtle);
  const params = signatureAlgorithm(alg)?.params;
  const jwk = keys.ok ? keys.value[1] : undefined;
  if (!keys.ok || !params || !jwk) throw new Error('no key to measure with');
  const key = await subtle.importKey('jwk', bareJwk(jwk, 'public'), params, false, ['verify']);
  const behind = token.lastIndexOf('.');
  const signed = new TextEncoder().encode(token.slice(0, behind));
  const signature = bytesOf(token.slice(behind + 1));
  const decoded = decodeToken(token);
  const means = { keys: keys.value };
  const ours = async () => (await checkToken(token, decoded, means, 0, subtle)).verified;
  const bare = () => subtle.verify(params, key, signature, signed);
  return takeTurns(rounds, { ours: () => timed(ours), baseline: () => timed(bare) });
}

async function timed(verify: () => Promise<boolean>): Promise<number> {
  const startedAt = performance.now();
  for (let count = 0; count < TURN; count += 1) {
    if (!(await verify())) throw new Error('not verified');
  }
  return (performance.now() - startedAt) / TURN;
}
