import { gzipSync } from 'node:zlib';
import {
  type BrokenAnswer,
  breakOff,
  drip,
  type HostileAnswer,
  hangUp,
  reset,
  silence,
} from './hostile-answer.ts';

/** Stand in every answer that could be taken for one with tokens, so that a test can look for leaks. */
export const hostileSecrets = {
  access_token: 'FAKE-hostile-access-0123456789abcdef',
  refresh_token: 'FAKE-hostile-refresh-0123456789abcdef',
  repeated: 'FAKE-hostile-first-0123456789abcdef',
  inherited: 'FAKE-hostile-inherited-0123456789abcdef',
};

const ordinary = {
  access_token: hostileSecrets.access_token,
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'pisp',
};

/** An ordinary answer with some members changed; `undefined` takes one out. */
function tokens(change: Record<string, unknown> = {}): string {
  return JSON.stringify({ ...ordinary, ...change });
}

function refusal(
  status: number,
  error: string,
  words = 'Practice words of the bank.',
): HostileAnswer {
  return { status, body: JSON.stringify({ error, error_description: words }) };
}

function page(title: string): string {
  return `<!doctype html><title>${title}</title><h1>${title}</h1><form method="post"><input type="hidden" name="access_token" value="${hostileSecrets.access_token}"><input name="password" type="password"></form>`;
}

const html = { 'content-type': 'text/html; charset=utf-8' };
const text = { 'content-type': 'text/plain; charset=utf-8' };
const xml = { 'content-type': 'application/xml' };

/** What an answer may depend on. */
export interface Asked {
  /** where the practice bank listens */
  port: number;
  /** the body of the token request */
  body: string;
}

type Written = HostileAnswer | BrokenAnswer | ((asked: Asked) => HostileAnswer);

/** What the token endpoint of the hostile bank answers, by the name of the case. */
export const hostileCases = {
  ordinary: { body: tokens() },

  // Bodies that are not what they should be.
  'html-login-page': { headers: html, body: page('Sign in to the gateway') },
  'json-as-html': { headers: html, body: tokens() },
  bom: { body: `\uFEFF${tokens()}` },
  'bad-utf8': { body: Buffer.from(tokens({ note: 'caf\u00e9' }), 'latin1') },
  'bad-utf8-token': {
    body: Buffer.from(tokens({ access_token: `\u00e9${hostileSecrets.access_token}` }), 'latin1'),
  },
  empty: { body: '' },
  list: { body: `[${tokens()}]` },
  'json-text': { body: JSON.stringify(tokens()) },
  'truncated-json': { body: tokens().slice(0, 40) },
  'two-objects': { body: `${tokens()}${tokens()}` },
  xml: {
    headers: xml,
    body: `<?xml version="1.0"?><token><access_token>${hostileSecrets.access_token}</access_token></token>`,
  },
  soap: {
    status: 500,
    headers: { 'content-type': 'text/xml' },
    body: '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode><faultstring>Practice fault</faultstring></soap:Fault></soap:Body></soap:Envelope>',
  },
  'plain-text': { headers: text, body: `OK\naccess_token: ${hostileSecrets.access_token}\n` },
  'form-encoded': {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...ordinary, expires_in: '3600' }).toString(),
  },
  'duplicate-member': {
    body: tokens().replace('{', `{"access_token":"${hostileSecrets.repeated}",`),
  },
  'proto-members': {
    body: tokens().replace(
      '{',
      `{"__proto__":{"access_token":"${hostileSecrets.inherited}","isAdmin":true},"constructor":{"prototype":{"x":1}},`,
    ),
  },
  'many-members': {
    body: tokens(Object.fromEntries(Array.from({ length: 10_000 }, (_none, at) => [`m${at}`, at]))),
  },
  'many-levels': { body: tokens().replace('{', `{"deep":${'['.repeat(1000)}${']'.repeat(1000)},`) },

  // Too much, too slow, not whole.
  blanks: { body: ' '.repeat(5 * 1024 * 1024) + tokens() },
  'gzip-bomb': {
    headers: { 'content-encoding': 'gzip' },
    lazyBody: () => gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20)),
  },
  'byte-a-second': drip(tokens(), 1000),
  'cut-off-length': breakOff(tokens(), 'content-length'),
  'cut-off-chunked': breakOff(tokens(), 'chunked'),
  'cut-off-at-once': breakOff('', 'content-length'),
  'hang-up': hangUp(),
  reset: reset(),
  silence: silence(),

  // Redirects and cookies.
  'redirect-same-host': { status: 302, headers: { location: '/elsewhere/token' }, body: '' },
  'redirect-other-host': ({ port }: Asked) => ({
    status: 307,
    headers: { location: `http://other.hostile.localhost:${port}/token` },
    body: '',
  }),
  'redirect-nowhere': { status: 302, body: '' },
  cookies: {
    headers: {
      'set-cookie': ['SESSION=FAKE-cookie; Path=/', 'tracker=FAKE-cookie; Path=/; Max-Age=9999'],
    },
    body: tokens(),
  },

  // Errors as RFC 6749 §5.2 has them, and others.
  'invalid-request': refusal(400, 'invalid_request'),
  'invalid-client': refusal(400, 'invalid_client'),
  'invalid-grant': refusal(400, 'invalid_grant'),
  'unauthorized-client': refusal(400, 'unauthorized_client'),
  'unsupported-grant-type': refusal(400, 'unsupported_grant_type'),
  'invalid-scope': refusal(400, 'invalid_scope'),
  'invented-error': refusal(400, 'TPP_MOOD_SWING'),
  'nested-error': { status: 400, body: JSON.stringify({ error: { code: 17, text: 'Practice' } }) },
  'error-in-200': refusal(200, 'invalid_grant'),
  'tpp-messages': {
    status: 400,
    body: JSON.stringify({ tppMessages: [{ category: 'ERROR', code: 'CERTIFICATE_INVALID' }] }),
  },
  'echoes-secrets': ({ body }: Asked) => refusal(400, 'invalid_request', `You sent ${body}`),
  '401-challenge': {
    ...refusal(401, 'invalid_client'),
    headers: { 'www-authenticate': 'Basic realm="practice", error="invalid_client"' },
  },
  '401-no-challenge': refusal(401, 'invalid_client', 'No challenge came with this.'),
  '401-empty': { status: 401, headers: text, body: '' },
  '403-invalid-token': { status: 403, headers: text, body: 'Invalid token' },
  '403-role': {
    status: 403,
    body: JSON.stringify({ status: 403, message: 'Role PSP_PI is missing' }),
  },
  '404': { status: 404, headers: html, body: page('Not found') },
  '405': { status: 405, headers: { ...text, allow: 'GET' }, body: 'Method Not Allowed' },
  '415': { status: 415, headers: text, body: 'Unsupported Media Type' },
  '429-seconds': { status: 429, headers: { ...text, 'retry-after': '120' }, body: 'Slow down' },
  '429-date': {
    status: 429,
    headers: { ...text, 'retry-after': 'Fri, 31 Dec 2027 23:59:59 GMT' },
    body: 'Slow down',
  },
  '429-nonsense': { status: 429, headers: { ...text, 'retry-after': 'soon' }, body: 'Slow down' },
  '429-silent': { status: 429, headers: text, body: 'Slow down' },
  '503-seconds': {
    status: 503,
    headers: { ...html, 'retry-after': '120' },
    body: page('Maintenance'),
  },
  '503-date': {
    status: 503,
    headers: { ...html, 'retry-after': 'Fri, 31 Dec 2027 23:59:59 GMT' },
    body: page('Maintenance'),
  },
  '503-nonsense': {
    status: 503,
    headers: { ...html, 'retry-after': 'later' },
    body: page('Maintenance'),
  },
  '500-html': { status: 500, headers: html, body: page('ERREUR Technique') },
  '502': { status: 502, headers: html, body: page('Bad gateway') },
  '504': { status: 504, headers: html, body: page('Gateway timeout') },

  // Success with a flaw.
  '201': { status: 201, body: tokens() },
  '204': { status: 204, body: '' },
  'no-access-token': { body: tokens({ access_token: undefined }) },
  'access-token-null': { body: tokens({ access_token: null }) },
  'token-type-missing': { body: tokens({ token_type: undefined }) },
  'token-type-odd': { body: tokens({ token_type: 'BearerToken' }) },
  'token-type-number': { body: tokens({ token_type: 7 }) },
  'expires-in-missing': { body: tokens({ expires_in: undefined }) },
  'expires-in-zero': { body: tokens({ expires_in: 0 }) },
  'expires-in-negative': { body: tokens({ expires_in: -60 }) },
  'expires-in-text': { body: tokens({ expires_in: '3600' }) },
  'expires-in-words': { body: tokens({ expires_in: 'one hour' }) },
  'expires-in-null': { body: tokens({ expires_in: null }) },
  'expires-in-ten-years': { body: tokens({ expires_in: 315_360_000 }) },
  'scope-wider': { body: tokens({ scope: 'pisp aisp' }) },
  'scope-narrower': { body: tokens({ scope: 'cbpii' }) },
  'scope-list': { body: tokens({ scope: ['pisp'] }) },
  'refresh-token': { body: tokens({ refresh_token: hostileSecrets.refresh_token }) },
  cacheable: { headers: { 'cache-control': 'max-age=3600' }, body: tokens() },
} as const satisfies Record<string, Written>;

export type HostileCase = keyof typeof hostileCases;

export const hostileCaseNames = Object.keys(hostileCases) as HostileCase[];
