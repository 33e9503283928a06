import { templateValues } from '../core/banks/request-values.ts';
import type { AnswerSignature } from '../core/oauth/authorization-response.ts';
import type { HttpRequest } from '../core/oauth/http-message.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import { parseObject } from '../core/oauth/token-response.ts';
import type { EpochMilliseconds } from '../core/time.ts';
import { decodeToken } from '../core/tokens/decode-jwt.ts';
import { type Jwk, plainText } from '../core/tokens/verify/jwk.ts';
import { takesAlgorithm } from '../core/tokens/verify/signature-algorithm.ts';
import { refused } from '../core/tokens/verify/try-keys.ts';
import { verifySignature } from '../core/tokens/verify/verify-signature.ts';
import type { Effects, Vault } from './effects.ts';

/** Keys that were fetched in this life of the process, by their addresses, and when. */
const fetched = new WeakMap<Vault, Map<string, { keys: Jwk[]; atMs: EpochMilliseconds }>>();
/** A bank may withdraw a key at any time: longer ago fetched ones count for nothing, milliseconds. */
const KEPT_MS = 300_000;

/** Longer than this no answer is kept from its record for the keys' sake, milliseconds. */
const PATIENCE_MS = 8000;

/** Where a plan's bank publishes the keys that it signs with; empty where the profile does not say. */
export function keysAddress({ profile, draft }: FlowPlan): string {
  return templateValues(profile, draft.environment, draft.variables)?.jwksUri ?? '';
}

/**
 * What the bank's own keys say of a token's signature. They are fetched where they have to decide, from the profile's
 * address alone, and once more where those at hand do not verify it: banks change their keys.
 *
 * @param listed algorithms that the bank signs with; empty or absent: any that takes a key pair
 * @see RFC 8725 §3.1, OpenID Connect Core §10.1.1
 */
export async function verifyByBank(
  effects: Pick<Effects, 'send' | 'vault' | 'clock'>,
  plan: FlowPlan,
  token: string,
  listed: readonly string[] | undefined,
): Promise<AnswerSignature> {
  const decoded = decodeToken(token);
  if (decoded.kind !== 'jwt') return refused(undefined, 'malformed');
  const alg = decoded.header?.alg;
  const verify = (keys: readonly Jwk[]) => verifySignature(token, decoded, keys, crypto.subtle);
  const unaided = await verify([]);
  if (unaided.verdict === 'refused') return unaided;
  if (!takesAlgorithm(alg, listed)) return refused(alg, 'alg');
  const address = keysAddress(plan);
  const at: NonNullable<ReturnType<typeof fetched.get>> = fetched.get(effects.vault) ?? new Map();
  fetched.set(effects.vault, at);
  const atMs = effects.clock.nowMs();
  const kept = at.get(address);
  const known = kept && atMs - kept.atMs < KEPT_MS ? await verify(kept.keys) : undefined;
  if (known?.verdict === 'good') return known;
  const keys = await fetchKeys(effects, address);
  if (!keys) return known ?? { verdict: 'no_keys', alg: plainText(alg), key: '' };
  at.set(address, { keys, atMs });
  return verify(keys);
}

/** The keys at an address; `undefined` when they are not to be had. @see RFC 7517 §5 */
async function fetchKeys({ send }: Pick<Effects, 'send'>, url: string): Promise<Jwk[] | undefined> {
  if (url === '') return undefined;
  const request: HttpRequest = {
    method: 'GET',
    url,
    headers: [['accept', 'application/json']],
    parameters: [],
  };
  const result = await send(request, AbortSignal.timeout(PATIENCE_MS));
  if (!result.ok || result.value.answer.status !== 200) return undefined;
  const keys = parseObject(result.value.answer.body)?.keys;
  if (!Array.isArray(keys)) return undefined;
  return keys.filter((key) => typeof key?.kty === 'string');
}
