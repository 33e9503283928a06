import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import messages from '../../../../_locales/en/messages.json' with { type: 'json' };
import { clientAuthenticationSchema, grantSchema } from '../../../../src/core/banks/grant.ts';
import { HEADERS } from '../../../../src/core/help/header-terms.ts';
import { PARAMETERS } from '../../../../src/core/help/parameter-terms.ts';
import { sourceParts } from '../../../../src/core/help/source-parts.ts';
import { type TermPlace, termOf } from '../../../../src/core/help/term-of.ts';
import { WORDS } from '../../../../src/core/help/word-terms.ts';
import { ANSWER_NAMES } from '../../../../src/core/lint/answer-names.ts';
import { catalogue } from '../../../fixtures/catalogue.ts';

/** What a request of a profile file may hold; the files inherit, so that each member may be absent. */
interface WrittenRequest {
  url?: string;
  parameters?: { name: string }[];
  headers?: Record<string, string>;
  captures?: { from: string; path: string }[];
}
interface WrittenProfile {
  requests?: Record<string, WrittenRequest | null>;
  requestObject?: { claims?: { name: string }[]; beside?: string[] };
  apiHeaders?: { name: string }[];
  tokenAnswer?: Record<string, string>;
  signature?: { headers?: string[] };
  authorizationDetails?: { types: { members: { name: string }[] }[] };
}

const files = Object.entries(catalogue) as [id: string, file: WrittenProfile][];

/** Names in the catalogue's files, with the file that each was first found in. */
function written(namesIn: (file: WrittenProfile) => string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [id, file] of files)
    for (const name of namesIn(file)) if (!found.has(name)) found.set(name, id);
  return found;
}

const requestsOf = ({ requests = {} }: WrittenProfile) =>
  Object.values(requests).flatMap((request) => request ?? []);

const parameters = written((file) => [
  ...requestsOf(file).flatMap(({ parameters: own = [], captures = [], url = '' }) => [
    ...own.map(({ name }) => name),
    ...captures.flatMap(({ from, path }) => (from === 'body' ? path : [])),
    ...[...new URLSearchParams(url.split('?')[1] ?? '').keys()],
  ]),
  ...(file.requestObject?.claims ?? []).map(({ name }) => name),
  ...(file.requestObject?.beside ?? []),
  ...Object.keys(file.tokenAnswer ?? {}),
  ...(file.authorizationDetails?.types ?? []).flatMap(({ members }) =>
    members.map(({ name }) => name),
  ),
]);

const headers = written((file) => [
  ...requestsOf(file).flatMap(({ headers: own = {}, captures = [] }) => [
    ...Object.keys(own),
    ...captures.flatMap(({ from, path }) => (from === 'header' ? path : [])),
  ]),
  ...(file.apiHeaders ?? []).map(({ name }) => name),
  ...(file.signature?.headers ?? []),
]);

const core = new URL('../../../../src/core/', import.meta.url);
const sources = ['lint/', 'lint/rules/', 'oauth/', 'watch/'].flatMap((folder) =>
  readdirSync(new URL(folder, core))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(new URL(folder + file, core), 'utf8')),
);

/** What the same ways of writing name in the code that is no parameter and no header. */
const OF_THE_CODE = new Set('string environment get head parameters ErrorCode JWT GET'.split(' '));

/** Parameters that code asks for by name: of a request, an answer or a list of names. */
const namedInCode = new Set(
  sources
    .flatMap((source) => [
      ...[
        ...source.matchAll(
          /(?:valuesOf|givenParameter|\.get|\.has)\((?:[\w.()]+, )?'([a-z_]{3,})'/g,
        ),
      ],
      ...[...source.matchAll(/name(?: ===|:) '([a-z_]{3,})'/g)],
    ])
    .flatMap(([, name = '']) => (OF_THE_CODE.has(name) ? [] : name)),
);

/** Headers that code writes or reads. */
const headersInCode = new Set(
  [...sources, ...engineSources()].flatMap((source) =>
    [
      ...source.matchAll(
        /(?:headerOf|headerValue|headersOf)\([\w.]+, '([A-Za-z-]+)'|\['([A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]*)*)', /g,
      ),
    ].map(([, read, wrote = '']) => read ?? (OF_THE_CODE.has(wrote) ? '' : wrote)),
  ),
);

function engineSources(): string[] {
  const folder = new URL('../engine/', core);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'));
}

/** Parameters of the standards that a page's own flow may carry, beside those of the catalogue. */
const STANDARD =
  'client_id client_secret response_type redirect_uri scope state code error error_description error_uri grant_type access_token token_type expires_in refresh_token username password client_assertion client_assertion_type assertion code_challenge code_challenge_method code_verifier nonce display prompt max_age ui_locales claims_locales id_token_hint login_hint acr_values claims request request_uri id_token response_mode resource authorization_details dpop_jkt iss response token token_type_hint active exp iat nbf sub aud jti cnf session_state audience';

/** Headers that answers of banks and gateways carry, or standards define for them. */
const COMMON =
  'Authorization WWW-Authenticate DPoP DPoP-Nonce X-Request-ID Digest Content-Digest Signature Signature-Input Consent-ID Retry-After Location Cache-Control Pragma Content-Type Content-Length Date Expires Set-Cookie PSU-ID PSU-ID-Type PSU-Corporate-ID PSU-Corporate-ID-Type PSU-IP-Address PSU-IP-Port PSU-User-Agent PSU-Accept PSU-Accept-Charset PSU-Accept-Encoding PSU-Accept-Language PSU-HTTP-Method PSU-Device-ID PSU-Geo-Location TPP-Redirect-URI TPP-Nok-Redirect-URI TPP-Redirect-Preferred TPP-Explicit-Authorisation-Preferred TPP-Signature-Certificate ASPSP-SCA-Approach x-fapi-interaction-id';

/** Words of PSD2 that the product speaks of. */
const SPOKEN =
  'PSD2 RTS PSU TPP ASPSP AISP PISP CBPII SCA QWAC QSEAL eIDAS consent dedicated_interface redirect decoupled embedded sandbox PKCE PAR JAR JARM RAR DPoP mTLS FAPI OIDC introspection revocation refresh JWKS';

function withoutMeaning(place: TermPlace, names: Iterable<string>): string[] {
  return [...names].filter((name) => name !== '' && !termOf(place, name));
}

describe('every known name has a meaning', () => {
  it('finds enough names for the count to mean something', () => {
    expect(parameters.size).toBeGreaterThan(90);
    expect(headers.size).toBeGreaterThan(35);
    expect(namedInCode.size).toBeGreaterThan(20);
    expect(headersInCode.size).toBeGreaterThan(4);
  });

  it.each([
    ['parameter', 'of the catalogue', parameters.keys()],
    ['header', 'of the catalogue', headers.keys()],
    ['parameter', 'in the code', namedInCode],
    ['header', 'in the code', headersInCode],
    ['parameter', 'of an authorization response', ANSWER_NAMES],
    ['parameter', 'of the standards', STANDARD.split(' ')],
    ['header', 'of the standards', COMMON.split(' ')],
    ['word', 'of PSD2 and OAuth', SPOKEN.split(' ')],
    ['word', 'for a grant', grantSchema.options],
    ['word', 'for how a client proves itself', clientAuthenticationSchema.options],
  ] as const)('%s %s', (place, _which, names) => {
    expect(withoutMeaning(place, names)).toEqual([]);
  });
});

describe('the tables', () => {
  const terms = [PARAMETERS, HEADERS, WORDS].flatMap((table) => [...table]);

  it.each(terms)('%s has a sentence, and a source that can be opened or is the bank', (_, term) => {
    expect(Object.keys(messages)).toContain(term.message);
    for (const place of [...term.required, ...term.optional])
      expect(Object.keys(messages)).toContain(place);
    const [part] = sourceParts(term.source);
    expect(part?.link ?? part?.text).toMatch(/^(https:\/\/|The bank$)/);
  });

  it('use every sentence', () => {
    const used = new Set(terms.map(([, { message }]) => message as string));
    const told = Object.keys(messages).filter((key) => /^(term|head|word)_/.test(key));
    expect(told.filter((key) => !used.has(key))).toEqual([]);
  });
});

describe('a name', () => {
  it('of a header is found in any case, and a bank’s own in the middle of it', () => {
    expect(termOf('header', 'X-REQUEST-ID')).toBe(termOf('header', 'x-request-id'));
    expect(termOf('header', 'X-Example-Originating-Date')).toBeDefined();
  });

  it('of a member means what its parent means, unless it has a meaning of its own', () => {
    expect(termOf('parameter', 'claims.id_token.acr.essential')).toBe(
      termOf('parameter', 'claims'),
    );
    expect(termOf('parameter', 'access.allPsd2')).not.toBe(termOf('parameter', 'access'));
  });

  it('of a claim means in an answer what it means in a token', () => {
    expect(termOf('parameter', 'exp')).toMatchObject({
      message: 'meaning_exp',
      source: 'RFC 7519 §4.1.4',
    });
  });

  it('of nobody means nothing', () => {
    for (const place of ['parameter', 'header', 'word'] as const)
      expect(termOf(place, 'toString')).toBeUndefined();
  });

  it('tells where it must be and where it may be', () => {
    expect(termOf('parameter', 'client_id')).toMatchObject({
      source: 'RFC 6749 §2.2',
      required: ['where_authorization', 'where_pushed'],
      optional: ['where_code', 'where_refresh', 'where_client_credentials'],
    });
  });
});
