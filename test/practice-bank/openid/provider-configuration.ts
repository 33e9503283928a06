import type { interactionPolicy, ProviderContext } from 'oidc-provider';
import { bankAddresses } from '../bank-addresses.ts';
import type { BankState } from '../bank-state.ts';
import {
  openIdBasicClient,
  openIdClient,
  openIdKeyClient,
  openIdPageClient,
  pageAppRedirectUris,
  practiceCredentials,
  registeredRedirectUris,
} from '../clients.ts';
import { randomText } from '../random-text.ts';
import type { SigningKey } from '../signing-key.ts';
import { createClockedAdapters } from './clocked-adapter.ts';
import { problemPage } from './pages.ts';

/** What a configuration needs from outside. */
export interface ProviderSetup {
  issuer: string;
  port: number;
  state: BankState;
  key: SigningKey;
  /** Receives the `jti` of every access token issued. */
  issuedTokenIds: Set<string>;
}

interface JwtToSign {
  payload: { jti: string; iat: number; exp: number };
}

/**
 * Configuration of oidc-provider: a confidential client for each way to prove itself, PKCE with S256, RS256 access tokens for
 * one resource, rotating refresh tokens, and a login for every authorization request.
 *
 * Time: the library reads the computer's clock. Codes, sessions and refresh tokens follow the bank's
 * clock through the storage, and access tokens through their claims; ID tokens do not follow it.
 *
 * @see RFC 7636 §4.4.1, RFC 8707 §2, RFC 9068 §2 and RFC 9207 §2
 */
export function buildProviderConfiguration(
  { issuer, port, state, key, issuedTokenIds }: ProviderSetup,
  policy: typeof interactionPolicy,
): object {
  const day = 24 * 3600;
  return {
    adapter: createClockedAdapters(() => state.nowMs()),
    clients: [
      { ...openIdClient, token_endpoint_auth_method: 'client_secret_post' },
      { ...openIdBasicClient, token_endpoint_auth_method: 'client_secret_basic' },
      {
        client_id: openIdKeyClient.client_id,
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: [{ ...openIdKeyClient.publicJwk, kid: openIdKeyClient.kid }] },
      },
      {
        ...openIdPageClient,
        token_endpoint_auth_method: 'none',
        client_name: 'Budget Bee in one page',
        redirect_uris: pageAppRedirectUris(port),
      },
    ].map((client) => ({
      client_name: 'Budget Bee',
      redirect_uris: registeredRedirectUris(port),
      ...client,
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    })),
    clientAuthMethods: ['client_secret_post', 'client_secret_basic', 'private_key_jwt', 'none'],
    clientBasedCORS: (_ctx: unknown, origin: string, client: { clientId: string }) =>
      client.clientId === openIdPageClient.client_id && origin === bankAddresses(port).pageApp,
    clockTolerance: 0,
    cookies: { keys: [randomText(40)] },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => apiResource(issuer),
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'accounts',
          audience: apiResource(issuer),
          accessTokenFormat: 'jwt',
          accessTokenTTL: state.lifetimes.accessTokenSeconds,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
      introspection: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    findAccount: (_ctx: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId }),
    }),
    formats: {
      customizers: {
        jwt: (_ctx: unknown, _token: unknown, { payload }: JwtToSign) => {
          const aheadSeconds = state.nowSeconds() - Math.floor(Date.now() / 1000);
          payload.iat += aheadSeconds;
          payload.exp += aheadSeconds;
          issuedTokenIds.add(payload.jti);
        },
      },
    },
    interactions: {
      policy: everyTimeLogin(policy),
      url: (_ctx: unknown, { uid }: { uid: string }) => `/interaction/${uid}`,
    },
    issueRefreshToken: () => true,
    jwks: { keys: [key.privateJwk] },
    // A consent is asked for each time, as for the user of a bank.
    loadExistingGrant: (ctx: ProviderContext) => {
      const grantId = ctx.oidc.result?.consent?.grantId;
      return grantId === undefined ? undefined : ctx.oidc.provider.Grant.find(grantId);
    },
    pkce: { required: () => true },
    renderError: (ctx: ProviderContext, out: { error: string; error_description?: string }) => {
      ctx.type = 'html';
      ctx.body = problemPage('OpenID practice bank', out.error, out.error_description).markup;
    },
    responseTypes: ['code'],
    rotateRefreshToken: true,
    scopes: ['openid', 'offline_access', 'accounts'],
    ttl: {
      AccessToken: () => state.lifetimes.accessTokenSeconds,
      AuthorizationCode: () => state.lifetimes.codeSeconds,
      Grant: () => state.lifetimes.refreshTokenSeconds,
      IdToken: 3600,
      // Cookies end by the computer's clock, and browsers count from the Date header, which is the
      // bank's: they must outlast every move of it.
      Interaction: 1000 * day,
      RefreshToken: () => state.lifetimes.refreshTokenSeconds,
      Session: 1000 * day,
    },
  };
}

/** The resource indicator and audience of the bank's API. */
export function apiResource(issuer: string): string {
  return `${issuer}/api`;
}

/** The account that the practice login opens. */
export const practiceAccountId = `${practiceCredentials.user}-user`;

/** The steps of a login, none of which is left out for a user who is known already. */
export function everyTimeLogin(policy: typeof interactionPolicy) {
  const prompts = policy.base();
  const check = new policy.Check(
    'login_every_time',
    'This bank asks for a login each time',
    'login_required',
    (ctx) => ctx.oidc.result?.login === undefined,
  );
  prompts.get('login')?.checks.add(check);
  return prompts;
}
