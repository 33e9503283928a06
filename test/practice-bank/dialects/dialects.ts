import { dialectClient } from '../clients.ts';
import { type OAuthRules, standardRules } from '../oauth-server/oauth-rules.ts';

/** One way in which a bank differs from RFC 6749. */
export interface Dialect {
  /** The difference in a few words, for the index page. */
  difference: string;
  scopeSeparator: ' ' | ',';
  rules: OAuthRules;
}

const standard: OAuthRules = { ...standardRules, client: dialectClient };
const { names } = standard.tokenRequest;

/** Every dialect, by the first label of its host name. */
export const dialects = {
  'query-token': {
    difference: 'token parameters in the query only',
    scopeSeparator: ' ',
    rules: { ...standard, tokenRequest: { place: 'query', names } },
  },
  'json-token': {
    difference: 'token parameters in a JSON body',
    scopeSeparator: ' ',
    rules: { ...standard, tokenRequest: { place: 'json', names } },
  },
  renamed: {
    difference: 'other names everywhere, a second redirect URI for errors, JSON token request',
    scopeSeparator: ' ',
    rules: {
      client: dialectClient,
      pkce: 'ignored',
      authorizationRequest: {
        client_id: 'applicationId',
        redirect_uri: 'successRedirect',
        error_redirect_uri: 'errorRedirect',
        response_type: undefined,
      },
      authorizationResponse: {
        mode: 'query',
        code: 'access_code',
        error: 'errorCode',
        error_description: 'errorText',
      },
      tokenRequest: {
        place: 'json',
        names: {
          grant_type: 'grantType',
          client_id: 'applicationId',
          client_secret: 'applicationSecret',
          code: 'authorizationCode',
          redirect_uri: 'successRedirect',
          code_verifier: 'codeVerifier',
          refresh_token: 'refresh',
          scope: 'scope',
        },
      },
      tokenResponse: {
        access_token: 'access',
        expires_in: 'access_expires',
        refresh_token: 'refresh',
        refresh_expires_in: 'refresh_expires',
      },
    },
  },
  'comma-scope': {
    difference: 'scopes separated by commas',
    scopeSeparator: ',',
    rules: standard,
  },
  fragment: {
    difference: 'the authorization response in the fragment',
    scopeSeparator: ' ',
    rules: {
      ...standard,
      authorizationResponse: { ...standard.authorizationResponse, mode: 'fragment' },
    },
  },
} as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof dialects;

/** The names in the order of the table above. */
export const dialectNames: readonly DialectName[] = Object.keys(dialects).filter(isDialectName);

/** The dialect of a host name such as `renamed.dialects.localhost`, or `undefined`. */
export function findDialectName(host: string): DialectName | undefined {
  const name = /^([a-z-]+)\.dialects\.localhost$/.exec(host)?.[1] ?? '';
  return isDialectName(name) ? name : undefined;
}

function isDialectName(name: string): name is DialectName {
  return Object.hasOwn(dialects, name);
}
