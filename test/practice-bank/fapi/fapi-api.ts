import { createHash } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import {
  type Answer,
  bearerRefusal,
  jsonAnswer,
  methodNotAllowed,
  notCached,
} from '../http/answer.ts';
import { headerValue, type PracticeRequest } from '../http/practice-request.ts';
import { practiceAccounts } from '../practice-accounts.ts';
import { randomText } from '../random-text.ts';
import type { SigningKey } from '../signing-key.ts';
import { dpopRefusal, refuseWithoutProof } from './dpop-proof.ts';
import type { FapiAddresses, FapiTenant } from './fapi-tenants.ts';

/** Algorithms that the FAPI banks take. @see FAPI 2.0 Security Profile §5.4.1 */
export const fapiAlgorithms = ['PS256', 'ES256', 'EdDSA', 'Ed25519'] as const;

/** What the API of one FAPI bank goes by. */
export interface FapiApi {
  tenant: FapiTenant;
  addresses: FapiAddresses;
  key: SigningKey;
  nowMs: number;
  nonce: string;
  usedProofIds: Set<string>;
  /** `jti` of every token issued since the start or the last reset. */
  issuedTokenIds: ReadonlySet<string>;
  /** Ids of the consents made so far. */
  consentIds: Set<string>;
}

/**
 * Answers a request to the API: `GET /accounts` and, where consents are made first,
 * `POST /account-access-consents` with a token of the client. A token counts only with the proof or the
 * certificate that it is tied to.
 *
 * @see RFC 6750 §3, RFC 9449 §7 and RFC 8705 §3
 */
export async function answerApiRequest(request: PracticeRequest, api: FapiApi): Promise<Answer> {
  const isConsent = api.tenant.intents && request.path === '/account-access-consents';
  if (!isConsent && request.path !== '/accounts') return jsonAnswer(404, { error: 'not_found' });
  const method = isConsent ? 'POST' : 'GET';
  if (request.method !== method) return methodNotAllowed(method);
  const scheme = api.tenant.binding === 'dpop' ? 'DPoP' : 'Bearer';
  const refuse = (error: string, description: string) =>
    scheme === 'DPoP'
      ? dpopRefusal(error, description, { algorithms: fapiAlgorithms })
      : bearerRefusal(401, error, description);
  const [, given, token] =
    /^(\S+) +([\w.~+/-]+=*)$/.exec(headerValue(request.headers, 'authorization') ?? '') ?? [];
  if (token === undefined || given?.toLowerCase() !== scheme.toLowerCase()) {
    return refuse('invalid_token', `An access token is needed, in the scheme ${scheme}.`);
  }
  const claims = await readClaims(token, api);
  if (claims === undefined) {
    return refuse('invalid_token', 'The access token is expired or was not issued here.');
  }
  const refusal = await refuseWithoutBinding(request, token, claims, api);
  if (refusal !== undefined) return refusal;
  if (!isFor('account_information', 'accounts', claims)) {
    return bearerRefusal(403, 'insufficient_scope', 'The scope accounts is needed.');
  }
  if (isConsent) return createConsent(api);
  return jsonAnswer(200, { accounts: practiceAccounts('DE') });
}

async function refuseWithoutBinding(
  request: PracticeRequest,
  token: string,
  claims: JWTPayload,
  api: FapiApi,
): Promise<Answer | undefined> {
  const cnf = (claims.cnf ?? {}) as { jkt?: string; 'x5t#S256'?: string };
  const { tenant, addresses, nonce, usedProofIds } = api;
  if (tenant.binding === 'dpop') {
    const rules = { api: addresses.api, algorithms: fapiAlgorithms, nonce, usedProofIds };
    return refuseWithoutProof(request, token, { ...rules, expectedKey: cnf.jkt });
  }
  if (tenant.binding === 'mtls' && certificateThumbprint(request) !== cnf['x5t#S256']) {
    const description = 'The access token is tied to another client certificate.';
    return bearerRefusal(401, 'invalid_token', description);
  }
  return undefined;
}

/** SHA-256 of the certificate that came with the connection; empty without one. @see RFC 8705 §3.1 */
function certificateThumbprint({ raw: { incoming } }: PracticeRequest): string {
  const { socket } = incoming;
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  if (certificate === undefined) return '';
  return createHash('sha256').update(certificate.raw).digest('base64url');
}

async function readClaims(token: string, api: FapiApi): Promise<JWTPayload | undefined> {
  const { key, addresses, nowMs, issuedTokenIds } = api;
  try {
    const { payload } = await jwtVerify(token, key.publicKey, {
      issuer: addresses.issuer,
      audience: addresses.api,
      typ: 'at+jwt',
      algorithms: [key.alg],
      currentDate: new Date(nowMs),
    });
    return issuedTokenIds.has(payload.jti ?? '') ? payload : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

/** Whether a token has the scope, or a detail of that type. @see RFC 9396 §9 */
function isFor(type: string, scope: string, claims: JWTPayload): boolean {
  const details = (claims.authorization_details ?? []) as { type: string }[];
  const scopes = String(claims.scope ?? '').split(' ');
  return scopes.includes(scope) || details.some((detail) => detail.type === type);
}

function createConsent({ consentIds, nowMs }: FapiApi): Answer {
  const ConsentId = `practice-consent-${randomText(12)}`;
  consentIds.add(ConsentId);
  const CreationDateTime = new Date(nowMs).toISOString();
  const Data = { ConsentId, Status: 'AwaitingAuthorisation', CreationDateTime };
  return jsonAnswer(201, { Data, Risk: {} }, notCached);
}
