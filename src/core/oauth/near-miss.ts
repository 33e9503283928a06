import * as z from 'zod/mini';
import { type AuthorizationResponse, landsOn } from './authorization-response.ts';

/** In what an address differs from a redirect URI that it is nearly. */
export const addressDifferenceSchema = z.enum([
  'scheme',
  /** one has `www.` and the other has not, or, in a scheme of an app, other letter case */
  'host',
  'port',
  /** a slash more or less at the end of the path */
  'path_slash',
  'path_case',
  /** another page altogether, known by the state that it got */
  'path',
  /** the redirect URI has a query, and it did not come back */
  'query',
]);
export type AddressDifference = z.infer<typeof addressDifferenceSchema>;

/** The redirect URI that an answer landed on, or nearly so. */
export interface NearestRedirectUri {
  redirectUri: string;
  /** empty: it landed there */
  differences: AddressDifference[];
}

/**
 * Which of some redirect URIs an answer landed on, exactly if it can be and else with the fewest
 * differences. `undefined` when it is near none: another host, or a path that merely begins alike, is
 * somebody else's page.
 *
 * @see RFC 6749 §3.1.2.3, RFC 9700 §4.1.3 (redirect URIs are compared character by character)
 */
export function findNearestRedirectUri(
  response: AuthorizationResponse,
  redirectUris: readonly string[],
): NearestRedirectUri | undefined {
  const near = redirectUris.flatMap((redirectUri) => {
    if (landsOn(response, redirectUri)) return [{ redirectUri, differences: [] }];
    const differences = addressDifferences(response.landedOn, redirectUri);
    return differences ? [{ redirectUri, differences }] : [];
  });
  return near.toSorted((a, b) => a.differences.length - b.differences.length)[0];
}

function addressDifferences(
  landedOn: string,
  redirectUri: string,
): AddressDifference[] | undefined {
  const landed = partsOf(landedOn);
  const wanted = partsOf(redirectUri);
  if (!landed || !wanted) return undefined;
  const isNear =
    (landed.scheme === wanted.scheme || (isWeb(landed.scheme) && isWeb(wanted.scheme))) &&
    bareHost(landed.host) === bareHost(wanted.host) &&
    barePath(landed.path) === barePath(wanted.path);
  if (!isNear) return undefined;
  const found: [AddressDifference, boolean][] = [
    ['scheme', landed.scheme !== wanted.scheme],
    ['host', landed.host !== wanted.host],
    ['port', landed.port !== wanted.port],
    ['path_slash', landed.path.endsWith('/') !== wanted.path.endsWith('/')],
    ['path_case', withoutSlash(landed.path) !== withoutSlash(wanted.path)],
  ];
  const differences = found.flatMap(([kind, differs]) => (differs ? [kind] : []));
  return differences.length === 0 ? ['query'] : differences;
}

interface AddressParts {
  /** with its colon */
  scheme: string;
  host: string;
  /** with its colon; empty: the scheme's own */
  port: string;
  path: string;
  /** with its `?`; empty: none */
  query: string;
}

/** Cut by hand: a parser of URLs puts the host of an app's scheme into the path. */
export function partsOf(address: string): AddressParts | undefined {
  const text = URL.canParse(address) ? new URL(address).href : address;
  const [, scheme, host, port = '', path, query = ''] =
    /^([a-z][\w+.-]*:)\/\/([^/?#:]*)(:\d+)?([^?#]*)(\?[^#]*)?/i.exec(text) ?? [];
  if (scheme === undefined || host === undefined || path === undefined) return undefined;
  return { scheme, host, port, path, query };
}

function isWeb(scheme: string): boolean {
  return scheme === 'http:' || scheme === 'https:';
}

function bareHost(host: string): string {
  return host.toLowerCase().replace(/^www\./, '');
}

function barePath(path: string): string {
  return withoutSlash(path).toLowerCase();
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}
