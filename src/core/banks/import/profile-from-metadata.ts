import { isSecureAddress } from '../../lint/secure-address.ts';
import { err, ok, type Result } from '../../result.ts';
import type { EndpointName } from '../endpoint-names.ts';
import type { ClientAuthentication, Grant } from '../grant.ts';
import { liveMark } from '../live-hosts.ts';
import { compareIssuer, type IssuerComparison } from './metadata-addresses.ts';
import { bindsToCertificate, demandsOf, findDemandFaults } from './metadata-demands.ts';
import { LISTS, listOf, type Metadata, membersOf, textOf } from './metadata-members.ts';
import { literalAddress, type ProposalFault } from './proposal.ts';
import type { ProfileFile } from './read-profile-files.ts';
import { withWholeSigns } from './whole-signs.ts';

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

/** By these a client certificate proves the client. RFC 8705 §2 */
const CERTIFIED: readonly ClientAuthentication[] = [
  'tls_client_auth',
  'self_signed_tls_client_auth',
];

/** Those that a browser can do stand first: a form takes the first one. */
const AUTHENTICATION: readonly ClientAuthentication[] = [
  'client_secret_basic',
  'client_secret_post',
  'none',
  'private_key_jwt',
  'client_secret_jwt',
  ...CERTIFIED,
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
 * @see RFC 8414 §2, OpenID Connect Discovery 1.0 §3, RFC 8705 §5, RFC 9207 §3
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
  const certified =
    clientAuthentication.every((method) => CERTIFIED.includes(method)) ||
    boundAlone(metadata, clientAuthentication);
  const endpoints = endpointsOf(metadata, certified);
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
    clientCertificate: certificate(clientAuthentication, certified),
    pkce: challenges.includes('S256') ? 'supported' : 'undocumented',
    nonce: openid ? 'supported' : null,
    ...demandsOf(metadata),
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
    file: withWholeSigns(file),
    issuer: compareIssuer(href, issuer),
    unknown: [
      ...(metadata.has('grant_types_supported') ? offered : []).filter(
        (grant) => !GRANTS.includes(grant),
      ),
      ...methods.filter((method) => !AUTHENTICATION.some((known) => known === method)),
    ],
  });
}

function* findFaults(metadata: Metadata): Iterable<ProposalFault> {
  if (!metadata.has('token_endpoint')) yield { kind: 'missing_member', facts: ['token_endpoint'] };
  yield* findAddressFaults(metadata);
  yield* findAddressFaults(membersOf(metadata, ALIASES), `${ALIASES}.`);
  yield* findDemandFaults(metadata);
  for (const name of LISTS) {
    if (metadata.has(name) && !listOf(metadata, name))
      yield { kind: 'wrong_member', facts: [name] };
  }
}

/** Addresses for connections with a client certificate. RFC 8705 §5 */
const ALIASES = 'mtls_endpoint_aliases';

function* findAddressFaults(metadata: Metadata, before = ''): Iterable<ProposalFault> {
  for (const name of Object.keys(ADDRESSES)) {
    if (!metadata.has(name)) continue;
    const value = metadata.get(name);
    if (typeof value !== 'string' || !/^[a-z]+:\/\/[^/?#\s]\S*$/i.test(value)) {
      yield { kind: 'wrong_member', facts: [before + name] };
    } else if (!isSecureAddress(value)) {
      yield { kind: 'not_secure_member', facts: [before + name, value] };
    }
  }
}

/** The issuer is a name, keys are public, and people log in without a certificate. */
const WITHOUT_ALIAS: readonly string[] = ['issuer', 'jwks_uri', 'authorization_endpoint'];

/** @param certified connections are made with a client certificate */
function endpointsOf(
  metadata: Metadata,
  certified: boolean,
): Partial<Record<EndpointName, string | null>> {
  const aliases = certified ? membersOf(metadata, ALIASES) : new Map();
  return {
    authorizationEndpoint: null,
    ...Object.fromEntries(
      Object.entries(ADDRESSES).flatMap(([member, name]) => {
        const alias = WITHOUT_ALIAS.includes(member) ? undefined : textOf(aliases, member);
        const value = alias ?? textOf(metadata, member);
        return value === undefined ? [] : [[name, literalAddress(value)]];
      }),
    ),
  };
}

/** What the server takes as signatures of a client. RFC 8414 §2 */
function assertion(metadata: Metadata, methods: readonly string[]) {
  const algorithms = listOf(metadata, 'token_endpoint_auth_signing_alg_values_supported');
  return algorithms && methods.some((method) => /^(private_key|client_secret)_jwt$/.test(method))
    ? { clientAssertion: { algorithms } }
    : {};
}

function certificate(methods: readonly ClientAuthentication[], certified: boolean): string {
  if (certified) return 'required';
  return methods.some((method) => CERTIFIED.includes(method)) ? 'optional' : 'none';
}

/** Tokens are tied to clients, by nothing but a certificate: no client without keys is taken. */
function boundAlone(metadata: Metadata, methods: readonly ClientAuthentication[]): boolean {
  return (
    bindsToCertificate(metadata) &&
    !metadata.has('dpop_signing_alg_values_supported') &&
    methods.every((method) => method === 'private_key_jwt' || CERTIFIED.includes(method))
  );
}

/** The one API that every OpenID provider has; without it there is nothing to try a token on. */
function userinfo(metadata: Metadata): object {
  return metadata.has('userinfo_endpoint')
    ? { requests: { api: { label: 'UserInfo', url: '{userinfoEndpoint}' } } }
    : { calls: [], requests: { api: null } };
}
