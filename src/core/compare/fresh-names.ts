import type { AsideReason } from './flow-comparison.ts';

const TRANSPORT =
  /^(?:age|alt-svc|cf-.*|connection|content-encoding|content-length|expect-ct|keep-alive|nel|report-to|reporting-endpoints|server-timing|transfer-encoding|vary|via|dpop-nonce|x-(?:cache|served-by|timer|runtime|response-time|powered-by|amz).*|x-?rate-?limit.*|ratelimit.*|retry-after)$/;
const TRACE =
  /(?:^|[-_.])(?:x-)?(?:request|correlation|trace|transaction|interaction|span|session|global-transaction|operation|activity)[-_]?id$|^(?:traceparent|tracestate|x-b3-.*|etag|set-cookie)$/i;
const DERIVED =
  /^(?:digest|content-digest|repr-digest|signature|signature-input|x-jws-signature|dpop)$/;
const DATES = /^(?:date|last-modified|expires)$/;
const FRESH_PARAMETERS = new Map<string, AsideReason>([
  ['state', 'secret'],
  ['nonce', 'secret'],
  ['code', 'secret'],
  ['code_verifier', 'secret'],
  ['code_challenge', 'secret'],
  ['session_state', 'id'],
  ['client_assertion', 'secret'],
  ['request', 'derived'],
  ['request_uri', 'id'],
  ['dpop_jkt', 'derived'],
]);
const FRESH_CLAIMS = new Map<string, AsideReason>([
  ['iat', 'date'],
  ['exp', 'date'],
  ['nbf', 'date'],
  ['auth_time', 'date'],
  ['updated_at', 'date'],
  ['jti', 'id'],
  ['sid', 'id'],
  ['txn', 'id'],
  ['nonce', 'secret'],
  ['code', 'secret'],
  ['code_challenge', 'secret'],
  ['ath', 'derived'],
  ['dpop_jkt', 'derived'],
  ['cnf.jkt', 'derived'],
  ['at_hash', 'derived'],
  ['c_hash', 'derived'],
  ['s_hash', 'derived'],
  ['rt_hash', 'derived'],
]);
const ID_MEMBER =
  /(?:^|[._-]|[a-z])(?:request|correlation|trace|transaction|interaction|span|session|consent|payment|authori[sz]ation)[-_]?id$/i;
const INSTANT_MEMBER = /(?:^|[._-])(?:iat|nbf|auth_time)$|(?:_at|At|[dD]ate|[tT]ime|[tT]imestamp)$/;
const INSTANT = /^"?(?:\d{10}|\d{13}|\d{4}-\d\d-\d\d.*)"?$/;

/** Why a header's value is not compared; `undefined` when it is. */
export function freshHeader(name: string): AsideReason | undefined {
  const lower = name.toLowerCase();
  if (TRANSPORT.test(lower)) return 'transport';
  if (DATES.test(lower)) return 'date';
  if (DERIVED.test(lower)) return 'derived';
  return TRACE.test(lower) ? 'id' : undefined;
}

/** The same for a parameter that is a mark where it is genuine: only a mark is fresh. */
export function freshParameter(name: string, value: string): AsideReason | undefined {
  const reason = FRESH_PARAMETERS.get(name);
  if (name === 'code_challenge' || reason !== 'secret') return reason;
  return value.startsWith('{{') ? reason : undefined;
}

/** The same for a claim of a JWT; what a parameter has as a mark, a claim has so too. */
export function freshClaim(name: string, value: string): AsideReason | undefined {
  return FRESH_CLAIMS.get(name) ?? (name === 'state' ? freshParameter(name, value) : undefined);
}

/** The same for a member of a JSON body. */
export function freshMember(path: string, value: string): AsideReason | undefined {
  if (path === 'request_uri' || ID_MEMBER.test(path)) return 'id';
  return INSTANT_MEMBER.test(path) && INSTANT.test(value) ? 'date' : undefined;
}
