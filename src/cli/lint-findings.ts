import type { BankProfile } from '../core/banks/bank-profile.ts';
import type { ClientAuthentication } from '../core/banks/grant.ts';
import { type RecognisedBank, recogniseBank } from '../core/banks/recognise-bank.ts';
import type { VariableChoices } from '../core/banks/request-values.ts';
import { valuesInUse } from '../core/lint/bank-use.ts';
import { explainApiAnswer } from '../core/lint/explain-api-answer.ts';
import { type Finding, mergeFindings } from '../core/lint/finding.ts';
import {
  lintAuthorizationRequest,
  type RequestHistory,
} from '../core/lint/lint-authorization-request.ts';
import { lintConsent } from '../core/lint/lint-consent.ts';
import { lintProfile } from '../core/lint/lint-profile.ts';
import { lintTokenAnswer } from '../core/lint/lint-token-answer.ts';
import { lintTokenRequest, type TokenRequestSubject } from '../core/lint/lint-token-request.ts';
import {
  type AuthorizationRequest,
  parseAuthorizationRequest,
} from '../core/oauth/authorization-request.ts';
import { type HttpAnswer, headerOf } from '../core/oauth/http-message.ts';
import { type Parameter, valuesOf } from '../core/oauth/parameter.ts';
import { codeChallenge } from '../core/oauth/pkce.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import { readTokenAnswer } from '../core/oauth/token-response.ts';
import type { EpochMilliseconds } from '../core/time.ts';
import { decodeToken } from '../core/tokens/decode-jwt.ts';
import { type ClientFile, type HistoryFile, instantMs } from './lint-files.ts';
import type { GivenRequest, RequestKind } from './lint-request.ts';

/** All that a person said about one request. */
export interface Given extends GivenRequest {
  kind: RequestKind;
  bank: RecognisedBank | undefined;
  client: ClientFile;
  history: HistoryFile;
  verifier: string | undefined;
  /** what became of the code or refresh token before */
  spent: TokenRequestSubject['spent'];
  answer: HttpAnswer | undefined;
  nowMs: EpochMilliseconds;
  shipped: readonly BankProfile[];
}

/** Every finding on a request, its bank, its client, and the answer to it. */
export async function findingsOn(given: Given): Promise<Finding[]> {
  const { bank, client, history, nowMs, shipped, request, kind } = given;
  const { clientAuthentication } = client;
  const role = ROLES[kind];
  const ofBank = bank
    ? [
        lintProfile({
          ...bank,
          variables: variablesOf(given),
          clientAuthentication,
          client,
          others: shipped,
          ...(request.url === '' ? {} : { request: { url: request.url, role } }),
        }),
        lintConsent({
          profile: bank.profile,
          nowMs,
          consentGivenAtMs:
            history.consentGivenAt === undefined ? undefined : instantMs(history.consentGivenAt),
          readsToday: history.readsToday,
        }),
      ]
    : [];
  return mergeFindings(await ofRequest(given), ...ofBank, ofAnswer(given));
}

const ROLES = {
  authorization_request: 'authorize',
  token_request: 'token',
  api_request: 'resource',
} as const satisfies Record<RequestKind, string>;

async function ofRequest(given: Given): Promise<Finding[]> {
  const { kind, request, bank, client, verifier, nowMs, certificate, history } = given;
  switch (kind) {
    case 'authorization_request': {
      const { url, parameters } = request;
      const endpoint = parseAuthorizationRequest(url)?.endpoint ?? url;
      return lintAuthorizationRequest({
        request: { url, endpoint, parameters },
        ...(isPush(given) && { carriage: { pushed: true, object: false } }),
        ...bank,
        clientAuthentication:
          client.clientAuthentication ?? bank?.profile.clientAuthentication[0] ?? undefined,
        client,
        history: historyOf(parameters, history),
        codeVerifier: verifier,
        nowMs,
      });
    }
    case 'token_request': {
      const plan = planOf(given);
      const tokens = history.tokens?.map(({ scope, receivedAt, expires_in }) => ({
        scope,
        receivedAtMs: instantMs(receivedAt),
        expires_in,
      }));
      const authorizationRequest = await requestBefore(given);
      return lintTokenRequest({
        request,
        plan,
        purpose: purposeOf(request.parameters),
        client,
        certificate,
        tokens,
        nowMs,
        spent: given.spent,
        openedUrl: lastRequest(given)?.url,
        grantedScope: history.tokens?.at(-1)?.scope,
        ...(authorizationRequest ? { authorizationRequest } : {}),
      });
    }
    case 'api_request':
      return [];
  }
}

/** True for a request that goes to the bank's endpoint for pushed requests. @see RFC 9126 §2.1 */
function isPush({ request, bank }: Given): boolean {
  const endpoint = valuesInUse(bank ?? {})?.pushedAuthorizationRequestEndpoint;
  return request.method === 'POST' && request.url.split(/[?#]/)[0] === endpoint;
}

function ofAnswer(given: Given): Finding[] {
  const { answer, kind, request, history } = given;
  if (!answer) return [];
  const { profile } = planOf(given);
  if (kind === 'api_request') return explainApiAnswer(answer, profile, request.url).findings;
  const purpose = kind === 'token_request' ? purposeOf(request.parameters) : ('exchange' as const);
  const [requestedScope = valuesOf(lastRequest(given)?.parameters ?? [], 'scope')[0] ?? ''] =
    valuesOf(request.parameters, 'scope');
  return lintTokenAnswer({
    answer,
    read: readTokenAnswer(answer, profile.tokenAnswer),
    purpose,
    profile,
    requestedScope,
    scopeBefore: history.tokens?.at(-1)?.scope,
    requestUrl: kind === 'token_request' ? request.url : undefined,
  });
}

/** What is known of earlier requests, as the rules want it: whether a value was there, not which. */
function historyOf(parameters: readonly Parameter[], history: HistoryFile): RequestHistory {
  const earlier = (history.authorizationRequests ?? []).flatMap(
    (url) => parseAuthorizationRequest(url)?.parameters ?? [],
  );
  const [requestUri] = valuesOf(parameters, 'request_uri');
  const wasThere = (name: string) => {
    const [value] = valuesOf(parameters, name);
    return value !== undefined && valuesOf(earlier, name).includes(value);
  };
  const pushed = history.pushedRequests?.find(({ request_uri }) => request_uri === requestUri);
  return {
    stateUsed: wasThere('state'),
    challengeUsed: wasThere('code_challenge'),
    requestUriUsed: wasThere('request_uri'),
    requestUriEndsAtMs:
      pushed?.expires_in && instantMs(pushed.receivedAt) + pushed.expires_in * 1000,
  };
}

/** The last authorization request of the history. */
function lastRequest({ history }: Given): AuthorizationRequest | undefined {
  return parseAuthorizationRequest(history.authorizationRequests?.at(-1) ?? '');
}

/** The authorization request that a code exchange follows, as far as the history has it. */
async function requestBefore(given: Given): Promise<TokenRequestSubject['authorizationRequest']> {
  const before = lastRequest(given);
  if (!before) return undefined;
  const sent = (name: string) => valuesOf(before.parameters, name)[0];
  const verifier = valuesOf(given.request.parameters, 'code_verifier')[0] ?? given.verifier;
  return {
    redirectUri: sent('redirect_uri') ?? '',
    codeChallenge: sent('code_challenge'),
    challengeOfVerifier: verifier === undefined ? undefined : await codeChallenge(verifier),
  };
}

/** A plan that the request could come from; a server that nobody knows counts as a plain OAuth server. */
function planOf(given: Given): FlowPlan {
  const { bank, shipped, request, client } = given;
  const profile = bank?.profile ?? shipped.find(({ id }) => id === 'oidc');
  if (!profile) throw new Error('no profile for a server that nobody knows');
  const sent = (name: string) => valuesOf(request.parameters, name)[0] ?? '';
  const purpose = purposeOf(request.parameters);
  return {
    profile,
    draft: {
      environment: bank?.environment ?? Object.keys(profile.environments)[0] ?? '',
      variables: variablesOf(given),
      grant: purpose === 'client_credentials' ? purpose : 'authorization_code',
      clientAuthentication: client.clientAuthentication ?? authenticationIn(given, profile),
      clientId: sent('client_id'),
      redirectUri: sent('redirect_uri'),
      scope: sent('scope'),
      pkce: sent('code_verifier') !== '',
      edits: {},
      extra: [],
    },
  };
}

/** The choices that count: the customer chose in the authorization request, and a token request follows it. */
function variablesOf(given: Given): VariableChoices {
  const { bank, kind } = given;
  const url = kind === 'token_request' ? lastRequest(given)?.url : undefined;
  const before = bank && url !== undefined ? recogniseBank(url, [bank.profile]) : undefined;
  return { ...bank?.variables, ...before?.variables };
}

function purposeOf(parameters: readonly Parameter[]): TokenRequestSubject['purpose'] {
  const value = parameters.find(({ name }) => /^grant.?type$/i.test(name))?.value;
  const has = (wanted: RegExp) => parameters.some(({ name }) => wanted.test(name));
  if (value === 'refresh_token' || (!value && has(/^refresh.?token$/i))) return 'refresh';
  if (value === 'authorization_code' || (!value && has(/code$/i))) return 'exchange';
  return 'client_credentials';
}

/** How a request shows its client; where it does not, the certificate that its bank wants is taken as given. */
function authenticationIn({ request }: Given, profile: BankProfile): ClientAuthentication {
  const sent = (name: string) => valuesOf(request.parameters, name).length > 0;
  if (headerOf(request, 'authorization')) return 'client_secret_basic';
  if (sent('client_secret')) return 'client_secret_post';
  if (sent('client_assertion')) {
    const decoded = decodeToken(valuesOf(request.parameters, 'client_assertion')[0] ?? '');
    const { alg } = decoded.kind === 'jwt' ? (decoded.header ?? {}) : {};
    return /^HS/.test(String(alg)) ? 'client_secret_jwt' : 'private_key_jwt';
  }
  return profile.clientAuthentication.includes('tls_client_auth') ? 'tls_client_auth' : 'none';
}
