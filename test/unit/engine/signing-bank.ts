import { createHash } from 'node:crypto';
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import type { HttpRequest } from '../../../src/core/oauth/http-message.ts';
import type { FlowPlan } from '../../../src/core/oauth/request-draft.ts';
import { err, ok } from '../../../src/core/result.ts';
import type { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { jsonAnswer, type MemoryEffects } from './memory-effects.ts';
import { planFor, SECRETS } from './plans.ts';

export const ISSUER = 'http://oidc.localhost:8489';
export const JWKS_URI = `${ISSUER}/jwks`;
export const TOKEN_ENDPOINT = `${ISSUER}/token`;
export const CALLBACK = 'http://app.localhost:8489/callback';

export interface BankKey {
  privateKey: CryptoKey;
  jwk: JWK;
  alg: string;
}

/** A new key pair, as a bank has it. */
export async function bankKey(alg: string, kid: string): Promise<BankKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { privateKey, alg, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig' } };
}

export function signedBy({ privateKey, alg, jwk }: BankKey, claims: JWTPayload): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg, kid: jwk.kid ?? '' }).sign(privateKey);
}

/** As in `at_hash` of a token that SHA-256 signs. @see OpenID Connect Core §3.1.3.6 */
export function halfHash(value: string): string {
  return createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url');
}

/** What a bank answers at its addresses; a test changes it at will. */
export interface SigningBank {
  /** `undefined`: nobody is there */
  keys: JWK[] | undefined;
  tokens: Record<string, unknown>;
  readonly requests: HttpRequest[];
}

/** Puts a bank behind the effects that publishes keys and gives tokens. */
export function startSigningBank(effects: MemoryEffects, keys: JWK[]): SigningBank {
  const bank: SigningBank = { keys, tokens: {}, requests: effects.sent };
  effects.bank = async ({ url }) => {
    const json = url === JWKS_URI ? bank.keys && { keys: bank.keys } : undefined;
    const answered = url === TOKEN_ENDPOINT ? bank.tokens : json;
    if (url === JWKS_URI && !json) {
      return err({ kind: 'network', reason: 'refused', host: 'oidc.localhost' });
    }
    return ok(jsonAnswer(200, answered ?? { accounts: [] }, effects.nowMs));
  };
  return bank;
}

/** A plan for a bank that publishes its keys and, where `signed` is given, signs its answers with these algorithms. */
export function signingPlan(
  change: Partial<FlowPlan['draft']> = {},
  profile: Partial<FlowPlan['profile']> = {},
): FlowPlan {
  const plan = planFor('practice-oidc', { clientId: 'tpp', ...change });
  const { environments } = plan.profile;
  const [name = '', environment] = Object.entries(environments)[0] ?? [];
  if (!environment) throw new Error('no environment');
  const endpoints = { ...environment.endpoints, jwksUri: JWKS_URI };
  const own = { ...environments, [name]: { ...environment, endpoints } };
  return { ...plan, profile: { ...plan.profile, environments: own, ...profile } };
}

/** A flow whose authorization request was opened. */
export async function openFlow(
  engine: FlowEngine,
  effects: MemoryEffects,
  plan: FlowPlan,
): Promise<string> {
  const options = { bank: 'Practice', onErrors: 'send_anyway' } as const;
  const reply = await engine.startAuthorization(
    plan,
    { ...SECRETS, clientSecret: 'FAKE-secret' },
    options,
  );
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  const { flowId, recordedUrl } = reply.value;
  await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: recordedUrl });
  return flowId;
}
