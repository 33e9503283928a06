import { isSecureAddress } from '../../lint/secure-address.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ClientAuthentication, Grant } from '../grant.ts';
import { liveMark } from '../live-hosts.ts';
import type { EndpointName } from '../profile-names.ts';
import { compareIssuer, type IssuerComparison } from './metadata-addresses.ts';
import { literalAddress, type ProposalFault } from './proposal.ts';
import type { ProfileFile } from './read-profile-files.ts';

/** A profile made from a metadata document. */
export interface MetadataProfile {
  file: ProfileFile;
  /** unless it is `same`, the document must not be used. @see RFC 8414 §3.3 */
  issuer: IssuerComparison;
  /** grants and ways of client authentication that the server offers and this tool does not know */
  unknown: string[];
}

const ADDRESSES: Record<string, EndpointName> = {
  authorization_endpoint: 'authorizationEndpoint',
  token_endpoint: 'tokenEndpoint',
  issuer: 'issuer',
  jwks_uri: 'jwksUri',
  userinfo_endpoint: 'userinfoEndpoint',
  introspection_endpoint: 'introspectionEndpoint',
  revocation_endpoint: 'revocationEndpoint',
  pushed_authorization_request_endpoint: 'pushedAuthorizationRequestEndpoint',
};

/** Those that a browser can do stand first: a form takes the first one. */
const AUTHENTICATION: readonly ClientAuthentication[] = [
  'client_secret_basic',
  'client_secret_post',
  'none',
  'tls_client_auth',
  'private_key_jwt',
];

const GRANTS: readonly string[] = [
  'authorization_code',
  'client_credentials',
  'refresh_token',
] satisfies (Grant | 'refresh_token')[];

/**
 * An own profile, a child of `oidc`, from an authorization server's metadata.
 *
 * @param address where the document was found
 * @see RFC 8414 §2, OpenID Connect Discovery 1.0 §3, RFC 9126 §5, RFC 9207 §3
 */
export function profileFromMetadata(
  json: unknown,
  address: string,
  id: string,
  liveHosts: readonly string[] = [],
): Result<MetadataProfile, ProposalFault[]> {
  if (!isSecureAddress(address)) return err([{ kind: 'not_secure_address', facts: [address] }]);
  const { href } = new URL(address);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return err([{ kind: 'not_an_object', facts: [] }]);
  }
  // Some servers write null for what they do not have.
  const metadata = new Map(Object.entries(json).filter(([, value]) => value !== null));
  const faults = [...findFaults(metadata)];
  if (faults.length > 0) return err(faults);
  const offered = listOf(metadata, 'grant_types_supported') ?? ['authorization_code', 'implicit'];
  const answers = listOf(metadata, 'response_types_supported') ?? ['code'];
  const redirects =
    metadata.has('authorization_endpoint') &&
    offered.includes('authorization_code') &&
    answers.some((type) => type.split(' ').includes('code'));
  const credentials = offered.includes('client_credentials');
  if (!redirects && !credentials) {
    return err([{ kind: 'no_known_grant', facts: [offered.join(', ')] }]);
  }
  const methods = listOf(metadata, 'token_endpoint_auth_methods_supported') ?? [
    'client_secret_basic',
  ];
  const clientAuthentication = AUTHENTICATION.filter((method) => methods.includes(method));
  if (clientAuthentication.length === 0) {
    return err([{ kind: 'no_known_authentication', facts: [methods.join(', ')] }]);
  }
  const scopes = listOf(metadata, 'scopes_supported') ?? [];
  const openid = scopes.includes('openid') || metadata.has('subject_types_supported');
  const issuer = textOf(metadata, 'issuer');
  const challenges = listOf(metadata, 'code_challenge_methods_supported') ?? [];
  const iss = metadata.get('authorization_response_iss_parameter_supported') === true;
  const endpoints = endpointsOf(metadata);
  const addresses = [href, ...Object.values(endpoints)].map(String);
  const file = {
    extends: 'oidc',
    id,
    group: new URL(issuer ?? href).host,
    label: openid ? 'OpenID Connect' : 'OAuth 2.0',
    variables: { authorizationUrl: null, tokenUrl: null, apiUrl: null },
    environments: {
      sandbox: {
        ...liveMark(addresses, liveHosts),
        endpoints: { ...endpoints, metadata: literalAddress(href), apiBase: null },
      },
    },
    clientAuthentication,
    ...assertion(metadata, clientAuthentication),
    clientCertificate: certificate(clientAuthentication),
    pkce: challenges.includes('S256') ? 'supported' : 'undocumented',
    nonce: openid ? 'supported' : null,
    ...pushed(metadata),
    issuerInResponse: iss ? 'required' : 'undocumented',
    scope: { default: openid ? 'openid' : '', values: scopes },
    grants: {
      ...(redirects ? {} : { authorization_code: null }),
      ...(credentials ? {} : { client_credentials: null }),
    },
    ...(metadata.has('grant_types_supported') && !offered.includes('refresh_token')
      ? { refresh: null }
      : {}),
    ...userinfo(metadata),
    sources: [
      { title: 'Metadata of the server', url: literalAddress(href), confidence: 'documented' },
    ],
  };
  return ok({
    file,
    issuer: compareIssuer(href, issuer),
    unknown: [
      ...(metadata.has('grant_types_supported') ? offered : []).filter(
        (grant) => !GRANTS.includes(grant),
      ),
      ...methods.filter((method) => !AUTHENTICATION.some((known) => known === method)),
    ],
  });
}

type Metadata = ReadonlyMap<string, unknown>;

function* findFaults(metadata: Metadata): Iterable<ProposalFault> {
  if (!metadata.has('token_endpoint')) yield { kind: 'missing_member', facts: ['token_endpoint'] };
  for (const name of Object.keys(ADDRESSES)) {
    if (!metadata.has(name)) continue;
    const value = metadata.get(name);
    if (typeof value !== 'string' || !/^[a-z]+:\/\/[^/?#\s]\S*$/i.test(value)) {
      yield { kind: 'wrong_member', facts: [name] };
    } else if (!isSecureAddress(value)) {
      yield { kind: 'not_secure_member', facts: [name, value] };
    }
  }
  for (const name of LISTS) {
    if (metadata.has(name) && !listOf(metadata, name))
      yield { kind: 'wrong_member', facts: [name] };
  }
}

const LISTS = [
  'grant_types_supported',
  'response_types_supported',
  'token_endpoint_auth_methods_supported',
  'scopes_supported',
  'token_endpoint_auth_signing_alg_values_supported',
  'code_challenge_methods_supported',
] as const;

function listOf(metadata: Metadata, name: (typeof LISTS)[number]): string[] | undefined {
  const value = metadata.get(name);
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
}

function textOf(metadata: Metadata, name: string): string | undefined {
  const value = metadata.get(name);
  return typeof value === 'string' ? value : undefined;
}

function endpointsOf(metadata: Metadata): Partial<Record<EndpointName, string | null>> {
  return {
    authorizationEndpoint: null,
    ...Object.fromEntries(
      Object.entries(ADDRESSES).flatMap(([member, name]) => {
        const value = textOf(metadata, member);
        return value === undefined ? [] : [[name, literalAddress(value)]];
      }),
    ),
  };
}

/** What the server takes as signatures of a client. RFC 8414 §2 */
function assertion(metadata: Metadata, methods: readonly string[]) {
  const algorithms = listOf(metadata, 'token_endpoint_auth_signing_alg_values_supported');
  return algorithms && methods.includes('private_key_jwt')
    ? { clientAssertion: { algorithms } }
    : {};
}

function certificate(methods: readonly ClientAuthentication[]): string {
  if (!methods.includes('tls_client_auth')) return 'none';
  return methods.length === 1 ? 'required' : 'optional';
}

function pushed(metadata: Metadata): object {
  if (!metadata.has('pushed_authorization_request_endpoint')) return {};
  const required = metadata.get('require_pushed_authorization_requests') === true;
  return { pushedRequests: required ? 'required' : 'supported' };
}

/** The one API that every OpenID provider has; without it there is nothing to try a token on. */
function userinfo(metadata: Metadata): object {
  return metadata.has('userinfo_endpoint')
    ? { requests: { api: { label: 'UserInfo', url: '{userinfoEndpoint}' } } }
    : { calls: [], requests: { api: null } };
}
