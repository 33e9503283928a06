import { parseParameters, valuesOf } from '../../oauth/parameter.ts';
import { err, ok, type Result } from '../../result.ts';
import { liveMark } from '../live-hosts.ts';
import type { ParameterTemplate } from '../request-template.ts';
import { FORBIDDEN_NAMES } from './plain-value.ts';
import {
  type LeftOut,
  LiteralTemplates,
  literalAddress,
  type ProfileProposal,
  type ProposalFault,
} from './proposal.ts';
import { isStandIn, withoutSecretText, withoutSecretValue } from './secret-text.ts';
import {
  CLIENT_ID_HEADER,
  CLIENT_SECRET_HEADER,
  readTokenCommand,
  type TokenCommand,
} from './token-command.ts';
import { withWholeSigns } from './whole-signs.ts';

/** A profile made from a token request, and the request as it was understood. */
export interface CurlProposal extends ProfileProposal {
  request: TokenCommand;
}

/** Parameters whose value belongs to one flow, and the place that stands for it. */
const PLACES: Record<string, string> = {
  client_id: '{clientId}',
  redirect_uri: '{redirectUri}',
  scope: '{scope}',
  code: '{code}',
  code_verifier: '{codeVerifier}',
  refresh_token: '{refreshToken}',
};

/** Without these the request means nothing; the others may be missing. */
const REQUIRED = ['code', 'refresh_token'];

/** Added again by the client authentication that they belong to. */
const AUTHENTICATION = ['client_secret', 'client_assertion', 'client_assertion_type'];

/** Headers that the browser writes, or that follow from the body. */
const SET_BY_BROWSER =
  /^(host|connection|content-length|content-type|accept-encoding|accept-language|user-agent|origin|referer|dnt|te|pragma|cache-control|sec-.*|proxy-.*)$/i;

/**
 * An own profile, a child of `oidc`, from a token request that works as a curl command. What the command
 * cannot say, above all the authorization endpoint, becomes a variable that asks. Secrets are left out.
 */
export function profileFromCurl(
  text: string,
  id: string,
  liveHosts: readonly string[] = [],
): Result<CurlProposal, ProposalFault[]> {
  const read = readTokenCommand(text);
  return read.ok ? ok(profileFromTokenCommand(read.value, id, liveHosts)) : err([read.error]);
}

/** The same from a token request that was read already. */
export function profileFromTokenCommand(
  request: TokenCommand,
  id: string,
  liveHosts: readonly string[] = [],
): CurlProposal {
  const { purpose, method, placement, parameters, clientAuthentication } = request;
  const literals = new LiteralTemplates();
  const leftOut: LeftOut[] = [];
  const template = {
    method,
    placement,
    parameters: parameterTemplates(request, literals, leftOut),
    headers: headerTemplates(request, literals, leftOut),
  };
  const endpoint = endpointOf(request, leftOut);
  const sent = (name: string) => plainValue(valuesOf(parameters, name)[0] ?? '');
  const scope = sent('scope');
  const redirects = purpose !== 'clientCredentials';
  const pkce = purpose === 'exchange' && valuesOf(parameters, 'code_verifier').length > 0;
  const file = {
    extends: 'oidc',
    id,
    group: new URL(endpoint).host,
    label: 'From a curl command',
    variables: {
      authorizationUrl: redirects ? ASKED : null,
      tokenUrl: null,
      apiUrl: null,
      ...literals.variables,
    },
    environments: {
      sandbox: {
        ...liveMark([endpoint], liveHosts),
        endpoints: {
          ...(redirects ? {} : { authorizationEndpoint: null }),
          tokenEndpoint: literalAddress(endpoint),
          apiBase: null,
        },
        confidence: 'observed',
      },
    },
    clientAuthentication: [clientAuthentication],
    clientCertificate: clientAuthentication === 'tls_client_auth' ? 'required' : 'none',
    ...(purpose === 'exchange' ? { pkce: pkce ? 'supported' : 'undocumented' } : {}),
    scope: {
      default: /[{}]/.test(scope) ? '' : scope,
      ...(purpose === 'exchange' && scope !== '' ? { onCodeExchange: 'optional' } : {}),
    },
    grants: redirects ? { client_credentials: null } : { authorization_code: null },
    ...(redirects ? {} : { refresh: null }),
    calls: [],
    requests: { [purpose]: template, api: null },
    sources: [{ title: 'A curl command that was pasted', confidence: 'observed' }],
  };
  for (const name of request.files) leftOut.push({ name: `@${name}`, reason: 'file' });
  for (const name of request.ignored) leftOut.push({ name: withoutValue(name), reason: 'unknown' });
  return {
    file: withWholeSigns(file),
    draft: {
      grant: redirects ? 'authorization_code' : 'client_credentials',
      clientAuthentication,
      clientId: request.clientId,
      redirectUri: sent('redirect_uri'),
      scope,
      pkce,
      edits: {},
    },
    leftOut: [...new Map(leftOut.map((one) => [`${one.reason} ${one.name}`, one])).values()],
    request,
  };
}

const ASKED = {
  hint: 'A token request does not tell it. It is where the customer is sent to log in',
  default: null,
  pattern: 'https?://\\S+',
};

function parameterTemplates(
  { parameters, purpose }: TokenCommand,
  literals: LiteralTemplates,
  leftOut: LeftOut[],
): ParameterTemplate[] {
  const placed = new Set<string>();
  const templates = parameters.flatMap(({ name, value, as }): ParameterTemplate[] => {
    const place = Object.hasOwn(PLACES, name) ? PLACES[name] : undefined;
    if (place !== undefined && !placed.has(name)) {
      placed.add(name);
      return [
        { name, value: place, ...(REQUIRED.includes(name) ? { requirement: 'required' } : {}) },
      ];
    }
    if (AUTHENTICATION.includes(name) || withoutSecretValue(name, value) !== value) {
      if (name !== 'client_assertion_type') leftOut.push({ name, reason: 'secret' });
      return [];
    }
    // Literal JSON has no braces here, and a place in it would be no JSON.
    const template = as === 'json' ? value : literals.template(name, value);
    return [{ name, value: template, ...(as ? { as } : {}) }];
  });
  const needed = purpose === 'exchange' ? 'code' : 'refresh_token';
  if (purpose === 'clientCredentials' || placed.has(needed)) return templates;
  return [...templates, { name: needed, value: PLACES[needed] ?? '', requirement: 'required' }];
}

function headerTemplates(
  { headers, clientAuthentication }: TokenCommand,
  literals: LiteralTemplates,
  leftOut: LeftOut[],
): Record<string, string> {
  const kept = headers.flatMap(([name, value]): [string, string][] => {
    if (SET_BY_BROWSER.test(name)) {
      if (!/^content-/i.test(name)) leftOut.push({ name, reason: 'set_by_browser' });
      return [];
    }
    if (CLIENT_ID_HEADER.test(name)) return [[name, '{clientId}']];
    if (CLIENT_SECRET_HEADER.test(name)) {
      leftOut.push({ name, reason: 'secret' });
      return clientAuthentication === 'in_template' ? [[name, '{clientSecret}']] : [];
    }
    const secret = /^(authorization|cookie)$/i.test(name);
    if (secret || withoutSecretValue(name, value) !== value) {
      leftOut.push({ name, reason: 'secret' });
      return [];
    }
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name) || FORBIDDEN_NAMES.includes(name)) {
      leftOut.push({ name, reason: 'unknown' });
      return [];
    }
    const fresh = /^x-request-id$/i.test(name);
    return [[name, fresh ? '{requestId}' : literals.template(name, value)]];
  });
  return Object.fromEntries(kept);
}

/** The address without user, fragment and secrets of its query. */
function endpointOf({ url }: TokenCommand, leftOut: LeftOut[]): string {
  const { origin, pathname, search } = new URL(url);
  const kept = search
    .slice(1)
    .split('&')
    .filter((pair) => {
      const [parameter] = parseParameters(pair);
      if (!parameter) return false;
      if (withoutSecretValue(parameter.name, parameter.value) === parameter.value) return true;
      leftOut.push({ name: parameter.name, reason: 'secret' });
      return false;
    });
  return `${origin}${pathname}${kept.length > 0 ? `?${kept.join('&')}` : ''}`;
}

/** A value for the form: stand-ins of documentation and whatever looks like a secret count as none. */
function plainValue(value: string): string {
  return isStandIn(value) || withoutSecretText(value) !== value ? '' : value;
}

/** An argument that is not understood may hold anything; its beginning is enough to know it again. */
function withoutValue(argument: string): string {
  return argument.startsWith('-') ? argument.replace(/=.*$/s, '') : `${argument.slice(0, 3)}…`;
}
