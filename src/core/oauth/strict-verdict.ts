import * as oauth from 'oauth4webapi';
import { type EpochMilliseconds, epochSeconds } from '../time.ts';
import { encodeBase64url } from '../tokens/base64url.ts';
import { type Claims, decodeToken } from '../tokens/decode-jwt.ts';
import {
  type AuthorizationResponse,
  type ExpectedResponse,
  responseParameters,
} from './authorization-response.ts';
import { type HttpAnswer, headerOf } from './http-message.ts';
import { parseObject } from './token-response.ts';

/** What made a strict client refuse; `$1` of its sentence is the first fact. */
export interface StrictReason {
  reason:
    | 'redirect'
    | 'status'
    | 'error'
    | 'challenge'
    | 'content_type'
    | 'not_json'
    | 'member'
    | 'token_type'
    | 'claim'
    | 'id_token'
    | 'parameter'
    | 'other';
  facts: string[];
  /** the library's own code for it, to search by */
  code: string;
}

export type StrictVerdict = { verdict: 'accepts' } | { verdict: 'refuses'; because: StrictReason };

/** A token answer as it was received, or as it was recorded, with marks for its secrets. */
export interface StrictSubject {
  answer: Pick<HttpAnswer, 'status' | 'headers' | 'body' | 'redirected' | 'receivedAtMs'>;
  purpose: 'exchange' | 'client_credentials' | 'refresh';
  /** of the bank; where it is not known, the one that the ID token names */
  issuer?: string | undefined;
  /** empty where it is not known: then the one that the ID token is for */
  clientId: string;
  /** of a masked ID token: the mark that stands in its place, and what was in it */
  idToken?: { mark: string; header: Claims; claims: Claims } | undefined;
  /** as the ID token should have it; a mark where the claims have one */
  nonce?: string | undefined;
  /** where nobody knows whether a nonce was sent */
  nonceCheck?: 'skip';
  /** by the clock that the library reads too */
  nowMs: EpochMilliseconds;
}

const UNKNOWN_ISSUER = 'https://issuer.unknown.invalid';
const UNKNOWN_CLIENT = '-';
const PROCESS = {
  exchange: oauth.processAuthorizationCodeResponse,
  client_credentials: oauth.processClientCredentialsResponse,
  refresh: oauth.processRefreshTokenResponse,
} as const;
/** Statuses that come without a body; a `Response` cannot have one with them. @see Fetch §2.2.3 */
const BODILESS = [204, 205, 304];

/**
 * Whether a strict client would take a token answer: the verdict of `oauth4webapi`, at the moment when the
 * answer came. Masked secrets do not change it: a mark is a text like any token, and a look-alike without a
 * good signature, which is not checked here, stands in for a masked ID token.
 */
export async function strictTokenVerdict(subject: StrictSubject): Promise<StrictVerdict> {
  const { answer, purpose, clientId, nowMs } = subject;
  const { status, redirected, receivedAtMs } = answer;
  if (redirected || (status >= 300 && status < 400)) return refuses('redirect', [], CODE_STATUS);
  const response = asResponse(subject);
  if (!response) return refuses('status', [status], CODE_STATUS);
  const token = await idTokenOf(response);
  const alg = token?.header?.alg;
  const server: oauth.AuthorizationServer = {
    issuer: subject.issuer || textOf(token?.claims?.iss) || UNKNOWN_ISSUER,
    // Which algorithms a client should take is told by metadata that nobody fetched.
    ...(typeof alg === 'string' && /^(PS|RS|ES|Ed)/.test(alg)
      ? { id_token_signing_alg_values_supported: [alg] }
      : {}),
  };
  const client: oauth.Client = {
    client_id: clientId || textOf([token?.claims?.aud].flat()[0]) || UNKNOWN_CLIENT,
    [oauth.clockSkew]: epochSeconds(receivedAtMs) - epochSeconds(nowMs),
  };
  const own = textOf(token?.claims?.nonce);
  const nonce = subject.nonceCheck === 'skip' ? own : subject.nonce;
  try {
    await PROCESS[purpose](server, client, response, {
      ...(own && nonce ? { expectedNonce: nonce } : {}),
    });
    return { verdict: 'accepts' };
  } catch (error) {
    return tokenReason(error, answer);
  }
}

/** Whether a strict client would go on with a redirect: the state, the issuer, and one code. @see RFC 9207 §2.4 */
export function strictRedirectVerdict(
  response: AuthorizationResponse,
  {
    state,
    issuer,
    issuerInResponse,
    clientId,
  }: Pick<ExpectedResponse, 'state' | 'issuer' | 'issuerInResponse' | 'clientId'>,
): StrictVerdict {
  const parameters = new URLSearchParams(
    responseParameters(response).map(({ name, value }) => [name, value]),
  );
  const server: oauth.AuthorizationServer = {
    issuer: issuer || parameters.get('iss') || UNKNOWN_ISSUER,
    authorization_response_iss_parameter_supported: issuerInResponse === 'required',
  };
  try {
    const client = { client_id: clientId || UNKNOWN_CLIENT };
    oauth.validateAuthResponse(server, client, parameters, state || oauth.expectNoState);
  } catch (error) {
    const name = /"(\w+)"/.exec(messageOf(error))?.[1] ?? '';
    if (error instanceof oauth.AuthorizationResponseError) {
      return refuses('error', [error.error], error.code);
    }
    return refuses('parameter', [name === 'parameters' ? 'response' : name], codeOf(error));
  }
  // It looks for the code when it builds the token request.
  const codes = parameters.getAll('code');
  return codes.length === 1 && codes[0]
    ? { verdict: 'accepts' }
    : refuses('parameter', ['code'], oauth.INVALID_RESPONSE);
}

const CODE_STATUS = oauth.RESPONSE_IS_NOT_CONFORM;

function tokenReason(error: unknown, answer: StrictSubject['answer']): StrictVerdict {
  const code = codeOf(error);
  const message = messageOf(error);
  const member = /body "(\w+)"/.exec(message)?.[1];
  const claim = /(?:JWT|ID Token) "(\w+)"/.exec(message)?.[1];
  switch (code) {
    case oauth.RESPONSE_BODY_ERROR:
      return refuses('error', [(error as oauth.ResponseBodyError).error], code);
    case oauth.WWW_AUTHENTICATE_CHALLENGE:
      return refuses('challenge', [], code);
    case oauth.RESPONSE_IS_NOT_CONFORM:
      return refuses('status', [answer.status], code);
    case oauth.RESPONSE_IS_NOT_JSON:
      return refuses('content_type', [headerOf(answer, 'content-type') ?? ''], code);
    case oauth.PARSE_ERROR:
      return refuses(/JWT/.test(message) ? 'id_token' : 'not_json', [], code);
    case oauth.JWT_CLAIM_COMPARISON:
    case oauth.JWT_TIMESTAMP_CHECK:
      return refuses('claim', [claim ?? ''], code);
    case oauth.UNSUPPORTED_OPERATION:
      return /token_type/.test(message)
        ? refuses('token_type', [textOf(parseObject(answer.body)?.token_type) ?? ''], code)
        : refuses('id_token', [], code);
    case oauth.INVALID_RESPONSE:
      if (member !== undefined) return refuses('member', [member], code);
      if (claim !== undefined) return refuses('claim', [claim], code);
      return refuses(/JWT/.test(message) ? 'id_token' : 'not_json', [], code);
    default:
      return refuses('other', [code], code);
  }
}

function refuses(
  reason: StrictReason['reason'],
  facts: readonly (string | number)[],
  code: string,
): StrictVerdict {
  return { verdict: 'refuses', because: { reason, facts: facts.map(String), code } };
}

/** The answer as the platform would hand it over; `undefined` for a status that none can have. */
function asResponse({ answer, idToken }: StrictSubject): Response | undefined {
  const { status, headers, body } = answer;
  if (status < 200 || status > 599) return undefined;
  const sent = new Headers();
  for (const [name, value] of headers) {
    try {
      sent.append(name, value);
    } catch {
      // No browser would have taken such a header either.
    }
  }
  const text = idToken ? body.replaceAll(idToken.mark, lookAlike(idToken)) : body;
  return new Response(BODILESS.includes(status) ? null : text, { status, headers: sent });
}

function lookAlike({ header, claims }: NonNullable<StrictSubject['idToken']>): string {
  const [head, middle] = [header, claims].map((part) =>
    encodeBase64url(new TextEncoder().encode(JSON.stringify(part))),
  );
  return `${head}.${middle}.AA`;
}

async function idTokenOf(response: Response) {
  const token = parseObject(await response.clone().text())?.id_token;
  const decoded = typeof token === 'string' ? decodeToken(token) : undefined;
  return decoded?.kind === 'jwt' ? decoded : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : '';
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) throw error;
  return error.message;
}
