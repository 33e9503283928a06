import { isSecureAddress } from '../core/lint/secure-address.ts';
import type { AnswerSignature } from '../core/oauth/authorization-response.ts';
import type { HttpRequest } from '../core/oauth/http-message.ts';
import type { OpenedResponse } from '../core/oauth/signed-response.ts';
import { err, ok, type Result } from '../core/result.ts';
import { decodeToken } from '../core/tokens/decode-jwt.ts';
import type { Jwk } from '../core/tokens/verify/jwk.ts';
import { readKeys } from '../core/tokens/verify/read-keys.ts';
import { takesAlgorithm } from '../core/tokens/verify/signature-algorithm.ts';
import { refused } from '../core/tokens/verify/try-keys.ts';
import { verifySignature } from '../core/tokens/verify/verify-signature.ts';
import type { Io } from './command.ts';
import { english } from './english.ts';
import { nodeEffects } from './node/node-effects.ts';
import { nodeFetch } from './node/node-fetch.ts';
import { readTextFile } from './read-text-file.ts';

/** What the keys that were named say of a signed answer; `undefined` where none were, or nothing is signed. */
export async function verifyWith(
  { jwks, ca }: { jwks?: string; ca?: string },
  { jwt }: OpenedResponse,
  listed: readonly string[] | undefined,
  io: Io,
): Promise<Result<AnswerSignature | undefined, string>> {
  if (jwks === undefined || !jwt) return ok(undefined);
  const authority = ca === undefined ? ok(undefined) : readTextFile(ca);
  if (!authority.ok) return authority;
  const keys = await readJwks(jwks, (address) => fetchText(address, authority.value, io));
  return keys.ok ? ok(await verifyAnswer(jwt, keys.value, listed)) : keys;
}

async function fetchText(
  url: string,
  ca: string | undefined,
  io: Io,
): Promise<Result<string, string>> {
  const network = nodeFetch(ca === undefined ? {} : { ca }, io.env);
  const { send } = nodeEffects({ clock: io, network });
  const headers: [string, string][] = [['accept', 'application/json']];
  const request: HttpRequest = { method: 'GET', url, headers, parameters: [] };
  const result = await send(request, AbortSignal.timeout(KEYS_LIMIT_MS));
  return result.ok && result.value.answer.status === 200
    ? ok(result.value.answer.body)
    : err(english('cli_no_keys_there', url));
}

const KEYS_LIMIT_MS = 10_000;

/** The keys that `--jwks` names: a file, or an address that is asked because a person named it. */
async function readJwks(
  place: string,
  fetchText: (address: string) => Promise<Result<string, string>>,
): Promise<Result<Jwk[], string>> {
  const isAddress = /^https?:/i.test(place);
  if (isAddress && !isSecureAddress(place)) {
    return err(english('proposal_fault_not_secure_address', place));
  }
  const text = isAddress ? await fetchText(place) : readTextFile(place);
  if (!text.ok) return text;
  const keys = await readKeys(text.value, crypto.subtle);
  return keys.ok ? keys : err(`--jwks: ${english(`keys_${keys.error}`)}`);
}

/** What keys make of the JWT that an answer is. @see JARM §2.4, RFC 8725 §3.1 */
async function verifyAnswer(
  jwt: string,
  keys: readonly Jwk[],
  listed: readonly string[] | undefined,
): Promise<AnswerSignature> {
  const decoded = decodeToken(jwt);
  if (decoded.kind !== 'jwt') return refused(undefined, 'malformed');
  const verdict = await verifySignature(jwt, decoded, keys, crypto.subtle);
  const { alg } = decoded.header ?? {};
  const isRefused = verdict.verdict !== 'refused' && !takesAlgorithm(alg, listed);
  return isRefused ? refused(alg, 'alg') : verdict;
}

/** What of a signed answer was held against what, in the order of JARM §2.4. */
export interface AnswerCheck {
  name: 'signature' | 'iss' | 'aud' | 'exp';
  outcome: 'ok' | 'failed' | 'unchecked';
}

/**
 * The checks of an answer in a JWT one by one, by what the rules found; none of a plain one.
 *
 * @param findings of the rule AP22, whose first fact is the check that failed
 */
export function answerChecks(
  { jwt }: OpenedResponse,
  findings: readonly { id: string; facts: readonly (string | number)[] }[],
  known: { signature: unknown; issuer: string | undefined; clientId: string | undefined },
): AnswerCheck[] {
  if (!jwt) return [];
  const failed = findings.filter(({ id }) => id === 'AP22').map(({ facts }) => String(facts[0]));
  const isFailed = (...names: string[]) => names.some((name) => failed.includes(name));
  // What cannot be read can be held against nothing.
  const isReadable = !isFailed('JWT');
  const check = (name: AnswerCheck['name'], given: unknown, ...also: string[]): AnswerCheck => {
    if (!isReadable) return { name, outcome: name === 'signature' ? 'failed' : 'unchecked' };
    if (name === 'signature' && given === undefined && !isFailed('alg')) {
      return { name, outcome: 'unchecked' };
    }
    if (isFailed(name, ...also)) return { name, outcome: 'failed' };
    return { name, outcome: given === undefined ? 'unchecked' : 'ok' };
  };
  return [
    check('signature', known.signature, 'alg'),
    check('iss', known.issuer),
    check('aud', known.clientId),
    check('exp', true),
  ];
}
