import type { X509Certificate } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import type { Adapter, errors, interactionPolicy, ProviderContext } from 'oidc-provider';
import type { BankState } from '../bank-state.ts';
import { fapiClient, registeredRedirectUris } from '../clients.ts';
import { problemPage } from '../openid/pages.ts';
import { everyTimeLogin } from '../openid/provider-configuration.ts';
import type { SigningKey } from '../signing-key.ts';
import { fapiAlgorithms } from './fapi-api.ts';
import type { FapiAddresses, FapiTenant } from './fapi-tenants.ts';

/** What a configuration needs from outside. */
export interface FapiSetup {
  tenant: FapiTenant;
  addresses: FapiAddresses;
  port: number;
  tlsPort: number;
  state: BankState;
  key: SigningKey;
  /** Public keys of the client. */
  clientKeys: object[];
  /** Storage, which outlives the provider: a new one is made when the nonces end. */
  adapter: (model: string) => Adapter;
  /** Receives the `jti` of every access token issued. */
  issuedTokenIds: Set<string>;
  consentIds: ReadonlySet<string>;
  cookieKey: string;
  /** Of 32 bytes; another one ends every nonce given before. */
  nonceSecret: Buffer;
}

interface JwtToSign {
  payload: { jti: string; iat: number; exp: number };
}

interface RichSource {
  rar?: object[];
}

const detailTypes = ['account_information', 'payment_initiation'];

/**
 * Configuration of oidc-provider for one FAPI bank.
 *
 * Time: as at the OpenID bank, and the library also judges assertions, request objects, proofs and their
 * nonces by the computer's clock.
 *
 * @see FAPI 2.0 Security Profile §5.3.2, FAPI 1.0 Advanced §5.2.2, RFC 9126, RFC 9101, RFC 9449,
 * RFC 8705, RFC 9396 and RFC 8707
 */
export function buildFapiConfiguration(
  setup: FapiSetup,
  policy: typeof interactionPolicy,
  failures: typeof errors,
): object {
  const { tenant, addresses, port, tlsPort, state, key, issuedTokenIds } = setup;
  const day = 24 * 3600;
  const isMtls = tenant.binding === 'mtls';
  const isDpop = tenant.binding === 'dpop';
  const isRich = tenant.profile === '2.0';
  const needsObject = tenant.requestObject === 'required';
  return {
    acceptQueryParamAccessTokens: false,
    adapter: setup.adapter,
    claims: { openid: ['sub'], accounts: ['openbanking_intent_id'] },
    clients: [
      {
        client_id: fapiClient.client_id,
        client_name: 'Budget Bee',
        redirect_uris: registeredRedirectUris(port, tlsPort),
        grant_types: [
          'authorization_code',
          'refresh_token',
          ...(tenant.intents ? ['client_credentials'] : []),
        ],
        response_types: ['code'],
        token_endpoint_auth_method: tenant.authentication,
        jwks: { keys: setup.clientKeys },
        id_token_signed_response_alg: key.alg,
        authorization_signed_response_alg: key.alg,
        ...(isRich && { authorization_details_types: detailTypes }),
        ...(isDpop && { dpop_bound_access_tokens: true }),
        ...(isMtls && {
          tls_client_auth_subject_dn: fapiClient.subject,
          tls_client_certificate_bound_access_tokens: true,
        }),
      },
    ],
    clientAuthMethods: [tenant.authentication],
    clockTolerance: 5,
    cookies: { keys: [setup.cookieKey] },
    discovery: {
      mtls_endpoint_aliases: isMtls
        ? {
            token_endpoint: `${addresses.calls}/token`,
            pushed_authorization_request_endpoint: `${addresses.calls}/request`,
            revocation_endpoint: `${addresses.calls}/token/revocation`,
            introspection_endpoint: `${addresses.calls}/token/introspection`,
          }
        : undefined,
    },
    enabledJWA: {
      clientAuthSigningAlgValues: fapiAlgorithms,
      idTokenSigningAlgValues: [key.alg],
      requestObjectSigningAlgValues: fapiAlgorithms,
      authorizationSigningAlgValues: [key.alg],
      dPoPSigningAlgValues: fapiAlgorithms,
    },
    features: {
      claimsParameter: {
        enabled: tenant.intents,
        assertClaimsParameter(_ctx: unknown, claims: unknown) {
          const intent = intentOf(claims);
          if (setup.consentIds.has(intent ?? '')) return;
          throw new failures.InvalidRequest('openbanking_intent_id names no consent of this bank');
        },
      },
      clientCredentials: { enabled: tenant.intents },
      devInteractions: { enabled: false },
      dPoP: { enabled: isDpop, nonceSecret: setup.nonceSecret, requireNonce: () => true },
      fapi: { enabled: true, profile: tenant.profile },
      introspection: { enabled: true },
      jwtResponseModes: { enabled: true },
      mTLS: {
        enabled: isMtls,
        certificateBoundAccessTokens: true,
        tlsClientAuth: true,
        getCertificate: certificateOf,
        certificateAuthorized: ({ req }: ProviderContext) =>
          req.socket instanceof TLSSocket && req.socket.authorized,
        certificateSubjectMatches: (ctx: ProviderContext, _kind: string, expected: string) =>
          certificateOf(ctx)?.subject.split('\n').join(',') === expected,
      },
      pushedAuthorizationRequests: {
        enabled: true,
        requirePushedAuthorizationRequests: tenant.pushedRequests === 'required',
      },
      requestObjects: {
        enabled: true,
        requireSignedRequestObject: needsObject,
        assertJwtClaimsAndHeader(_ctx: unknown, claims: Record<string, unknown>) {
          const wrong = wrongClaim(claims, tenant);
          if (wrong !== undefined) throw new failures.InvalidRequestObject(wrong);
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => addresses.api,
        useGrantedResource: () => true,
        getResourceServerInfo(_ctx: unknown, resource: string) {
          if (resource.replace(/\/$/, '') !== addresses.api) throw new failures.InvalidTarget();
          return {
            scope: 'accounts',
            audience: addresses.api,
            accessTokenFormat: 'jwt',
            accessTokenTTL: state.lifetimes.accessTokenSeconds,
            jwt: { sign: { alg: key.alg } },
          };
        },
      },
      revocation: { enabled: true },
      richAuthorizationRequests: {
        enabled: isRich,
        types: Object.fromEntries(detailTypes.map((type) => [type, { validate: checkDetail }])),
        authorizationDetailsForGrantSource: ({ oidc }: ProviderContext) =>
          JSON.parse(oidc.params.authorization_details ?? '[]'),
        authorizationDetailsForAccessToken: (_ctx: unknown, _token: unknown, source: RichSource) =>
          source?.rar,
        authorizationDetailsForIntrospection: (_ctx: unknown, token: RichSource) => token.rar,
      },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    findAccount: (_ctx: unknown, accountId: string) => ({
      accountId,
      claims: (_use: string, _scope: string, claims: Record<string, { value?: string }>) => ({
        sub: accountId,
        openbanking_intent_id: claims.openbanking_intent_id?.value,
      }),
    }),
    formats: {
      customizers: {
        jwt: (_ctx: unknown, _token: unknown, { payload }: JwtToSign) => {
          const aheadSeconds = Math.floor(state.aheadMs / 1000);
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
    loadExistingGrant: (ctx: ProviderContext) => {
      const grantId = ctx.oidc.result?.consent?.grantId;
      return grantId === undefined ? undefined : ctx.oidc.provider.Grant.find(grantId);
    },
    renderError: (ctx: ProviderContext, out: { error: string; error_description?: string }) => {
      ctx.type = 'html';
      ctx.body = problemPage(tenant.name, out.error, out.error_description).markup;
    },
    responseTypes: ['code'],
    // FAPI 2.0 §5.3.2.1 wants refresh tokens left as they are.
    rotateRefreshToken: false,
    scopes: ['openid', 'offline_access', 'accounts'],
    ttl: {
      AccessToken: () => state.lifetimes.accessTokenSeconds,
      AuthorizationCode: () => state.lifetimes.codeSeconds,
      ClientCredentials: () => state.lifetimes.accessTokenSeconds,
      Grant: () => state.lifetimes.refreshTokenSeconds,
      IdToken: 3600,
      // Cookies end by the computer's clock, and browsers count from the Date header, which is the
      // bank's: they must outlast every move of it.
      Interaction: 1000 * day,
      RefreshToken: () => state.lifetimes.refreshTokenSeconds,
      Session: 1000 * day,
    },
  };

  function checkDetail(_ctx: unknown, detail: { type: string; instructedAmount?: object }) {
    if (detail.type === 'payment_initiation' && detail.instructedAmount === undefined) {
      throw new failures.InvalidAuthorizationDetails('payment_initiation needs instructedAmount');
    }
  }
}

function certificateOf({ req: { socket } }: ProviderContext): X509Certificate | undefined {
  return socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
}

/** What a request object says wrongly beyond what the library looks at by itself. */
function wrongClaim(
  { exp, nbf, claims, response_mode }: Record<string, unknown>,
  tenant: FapiTenant,
): string | undefined {
  if (typeof exp !== 'number' || typeof nbf !== 'number') return 'exp and nbf are needed';
  if (exp <= nbf || exp - nbf > 3600) return 'exp is more than an hour after nbf';
  if (tenant.signedAnswers && !/(^|\.)jwt$/.test(String(response_mode))) {
    return 'response_mode jwt is needed';
  }
  if (tenant.intents && intentOf(claims) === undefined) {
    return 'claims.id_token.openbanking_intent_id is needed';
  }
  return undefined;
}

/** @see OBIE Security Profile, section on hybrid flow parameters */
function intentOf(claims: unknown): string | undefined {
  const { id_token } = (claims ?? {}) as {
    id_token?: { openbanking_intent_id?: { value?: string } };
  };
  return id_token?.openbanking_intent_id?.value;
}
