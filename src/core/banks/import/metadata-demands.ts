import { missedAlgorithms } from '../check-demands.ts';
import { listOf, type Metadata, textOf } from './metadata-members.ts';
import type { ProposalFault } from './proposal.ts';

/**
 * What a server wants of authorization requests, answers and tokens, as members of a profile. What it merely takes as
 * well is `supported`: nothing of that is done unless a person asks for it.
 */
export function demandsOf(metadata: Metadata): object {
  return {
    ...pushed(metadata),
    ...requestObject(metadata),
    ...tokenBinding(metadata),
    ...signedAnswer(metadata),
    ...authorizationDetails(metadata),
  };
}

/** What a server demands and says nothing usable of. */
export function* findDemandFaults(metadata: Metadata): Iterable<ProposalFault> {
  const isTrue = (name: string) => metadata.get(name) === true;
  if (
    isTrue('require_pushed_authorization_requests') &&
    !metadata.has('pushed_authorization_request_endpoint')
  ) {
    yield { kind: 'missing_member', facts: ['pushed_authorization_request_endpoint'] };
  }
  // Nobody could verify them, and what is not verified is refused.
  if (isAlwaysSigned(metadata) && !metadata.has('jwks_uri')) {
    yield { kind: 'missing_member', facts: ['jwks_uri'] };
  }
  const objects = 'request_object_signing_alg_values_supported';
  const listed = [
    ...(isTrue('require_signed_request_object') ? ([[objects, 'signed']] as const) : []),
    ...(isAlwaysSigned(metadata) ? ([[ANSWERS, 'verified']] as const) : []),
  ];
  for (const [name, use] of listed) {
    const algorithms = listOf(metadata, name);
    if (!missedAlgorithms(algorithms, use)) continue;
    yield { kind: 'no_known_algorithm', facts: [name, algorithms?.join(', ') ?? ''] };
  }
}

/** @see RFC 9126 §5 */
function pushed(metadata: Metadata): object {
  if (!metadata.has('pushed_authorization_request_endpoint')) return {};
  const required = metadata.get('require_pushed_authorization_requests') === true;
  return { pushedRequests: required ? 'required' : 'supported' };
}

/**
 * Where a server does not say that it takes objects, its list of algorithms does. Without an issuer nobody could say
 * for whom an object is.
 *
 * @see RFC 9101 §10.5, OpenID Connect Discovery 1.0 §3
 */
function requestObject(metadata: Metadata): object {
  const required = metadata.get('require_signed_request_object') === true;
  const listed = listOf(metadata, 'request_object_signing_alg_values_supported');
  const algorithms = listed?.filter((name) => name !== 'none') ?? [];
  const taken =
    (metadata.get('request_parameter_supported') ?? algorithms.length > 0) === true &&
    (listed === undefined || algorithms.length > 0);
  if ((!required && !taken) || textOf(metadata, 'issuer') === undefined) return {};
  return {
    requestObject: {
      requirement: required ? 'required' : 'supported',
      ...(algorithms.length > 0 && { algorithms }),
    },
  };
}

/** Metadata tell what is possible; whether a client must is its registration's affair. @see RFC 9449 §5.1, RFC 8705 §3.3 */
function tokenBinding(metadata: Metadata): object {
  const algorithms = listOf(metadata, 'dpop_signing_alg_values_supported') ?? [];
  const by = [
    ...(algorithms.length > 0 ? ['dpop'] : []),
    ...(bindsToCertificate(metadata) ? ['mtls'] : []),
  ];
  if (by.length === 0) return {};
  return {
    tokenBinding: {
      requirement: 'supported',
      by,
      ...(algorithms.length > 0 && { algorithms }),
    },
  };
}

/** Tokens of this server can be tied to a client certificate. @see RFC 8705 §3.3 */
export function bindsToCertificate(metadata: Metadata): boolean {
  return metadata.get('tls_client_certificate_bound_access_tokens') === true;
}

/**
 * A server that answers in the clear too signs where `response_mode` asks for it; one that does not, always.
 *
 * @see JARM §2.3, §4
 */
function signedAnswer(metadata: Metadata): object {
  const modes = listOf(metadata, 'response_modes_supported') ?? [];
  if (!modes.some(isSigned)) return {};
  const signed = listOf(metadata, ANSWERS) ?? [];
  if (isAlwaysSigned(metadata)) return { redirectAnswer: { mode: 'query', signed } };
  const how = signed.length > 0 ? `, with ${signed.join(', ')}` : '';
  return { quirks: [`Signs the answer of the redirect where response_mode=jwt asks for it${how}`] };
}

const ANSWERS = 'authorization_signing_alg_values_supported';

function isAlwaysSigned(metadata: Metadata): boolean {
  const modes = listOf(metadata, 'response_modes_supported') ?? [];
  return modes.length > 0 && modes.every(isSigned);
}

function isSigned(mode: string): boolean {
  return mode === 'jwt' || mode.endsWith('.jwt');
}

/** Their members are nowhere in metadata. @see RFC 9396 §10 */
function authorizationDetails(metadata: Metadata): object {
  const types = listOf(metadata, 'authorization_details_types_supported') ?? [];
  const named = [...new Set(types)].filter((type) => type !== '');
  if (named.length === 0) return {};
  return {
    authorizationDetails: {
      requirement: 'supported',
      types: named.map((type) => ({ type, label: type, members: [] })),
    },
  };
}
