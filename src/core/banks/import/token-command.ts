import { type Parameter, parseParameters, valuesOf } from '../../oauth/parameter.ts';
import { type CurlRequest, parseCurl } from '../../oauth/parse-curl.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ClientAuthentication } from '../grant.ts';
import type { ParameterTemplate } from '../request-template.ts';
import type { ProposalFault } from './proposal.ts';
import { isStandIn } from './secret-text.ts';

/** A token request as a pasted command sends it. */
export interface TokenCommand {
  method: 'GET' | 'POST' | 'PUT';
  /** with its query, unless the parameters are that query */
  url: string;
  headers: CurlRequest['headers'];
  placement: 'query' | 'form' | 'json';
  parameters: TokenCommandParameter[];
  clientAuthentication: ClientAuthentication;
  /** from the parameters or from HTTP Basic; empty when the command has a stand-in such as `$CLIENT_ID` */
  clientId: string;
  purpose: 'exchange' | 'refresh' | 'clientCredentials';
  files: string[];
  ignored: string[];
}

/** A parameter, and how a JSON body writes it. */
export type TokenCommandParameter = Parameter & Pick<ParameterTemplate, 'as'>;

/** Reads a pasted curl command as a token request. @see RFC 6749 §4.1.3, §4.4.2, §6 */
export function readTokenCommand(text: string): Result<TokenCommand, ProposalFault> {
  const parsed = parseCurl(text);
  if (!parsed.ok) return err({ kind: parsed.error.kind, facts: [] });
  const request = parsed.value;
  const { method, files, ignored, headers } = request;
  if (!isWebAddress(request.url)) {
    return err({ kind: 'not_an_address', facts: [request.url] });
  }
  if (method !== 'GET' && method !== 'POST' && method !== 'PUT') {
    return err({ kind: 'unknown_method', facts: [method] });
  }
  const content = contentOf(request);
  if (!content) return err({ kind: 'unreadable_body', facts: [] });
  const purpose = purposeOf(content.parameters);
  if (!purpose.ok) return purpose;
  return ok({
    ...content,
    method,
    headers,
    clientAuthentication: authenticationOf(request, content.parameters),
    clientId: clientIdOf(request, content.parameters),
    purpose: purpose.value,
    files,
    ignored,
  });
}

/** Headers in which some banks want id and secret, under names of their own. */
export const CLIENT_ID_HEADER = /client[-_]?id$/i;
export const CLIENT_SECRET_HEADER = /client[-_]?secret$/i;

/** A host with a `$` in it is a shell's variable. */
export function isWebAddress(address: string): boolean {
  if (!/^https?:\/\/[^/?#]/i.test(address) || !URL.canParse(address)) return false;
  return /^([\w.-]+|\[[\da-f:.]+\])$/i.test(new URL(address).hostname);
}

function contentOf(
  request: CurlRequest,
): Pick<TokenCommand, 'placement' | 'parameters' | 'url'> | undefined {
  const { url, body } = request;
  const [address = '', ...query] = url.split('?');
  if (body === undefined || body === '') {
    return { placement: 'query', parameters: namedParameters(query.join('?')), url: address };
  }
  if (/json/i.test(headerOf(request, 'content-type')) || /^\s*\{/.test(body)) {
    const parameters = jsonParameters(body);
    return parameters && { placement: 'json', parameters, url };
  }
  const parameters = namedParameters(body.trim());
  return parameters.some(({ value }) => value !== '')
    ? { placement: 'form', parameters, url }
    : undefined;
}

function namedParameters(encoded: string): Parameter[] {
  return parseParameters(encoded).filter(({ name }) => name !== '');
}

/** The members of a JSON object as parameters, nested names joined by dots; `undefined` for all that this cannot say. */
function jsonParameters(body: string): TokenCommandParameter[] | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? membersOf(value, '') : undefined;
  } catch {
    return undefined;
  }
}

function membersOf(object: object, prefix: string): TokenCommandParameter[] | undefined {
  const found = Object.entries(object).map(([member, value]) => {
    if (member === '' || member.includes('.')) return undefined;
    const name = `${prefix}${member}`;
    if (typeof value === 'string') return [{ name, value }];
    if (typeof value === 'boolean') return [{ name, value: String(value), as: 'boolean' as const }];
    if (typeof value === 'number') return [{ name, value: String(value), as: 'number' as const }];
    if (isObject(value)) {
      return Object.keys(value).length > 0 ? membersOf(value, `${name}.`) : undefined;
    }
    const json = JSON.stringify(value);
    // Literal JSON is a template, and templates have no braces of their own.
    return /[{}]/.test(json) ? undefined : [{ name, value: json, as: 'json' as const }];
  });
  return found.includes(undefined) ? undefined : found.flatMap((members) => members ?? []);
}

function purposeOf(
  parameters: readonly Parameter[],
): Result<TokenCommand['purpose'], ProposalFault> {
  const [grant] = valuesOf(parameters, 'grant_type');
  const has = (name: string) => parameters.some((parameter) => parameter.name === name);
  switch (grant) {
    case 'authorization_code':
      return ok('exchange');
    case 'refresh_token':
      return ok('refresh');
    case 'client_credentials':
      return ok('clientCredentials');
    case undefined:
    case '':
      if (has('code')) return ok('exchange');
      if (has('refresh_token')) return ok('refresh');
      return err({ kind: 'not_a_token_request', facts: [] });
    default:
      return err({ kind: 'unknown_grant', facts: [grant] });
  }
}

function authenticationOf(
  request: CurlRequest,
  parameters: readonly Parameter[],
): ClientAuthentication {
  const has = (name: string) => parameters.some((parameter) => parameter.name === name);
  if (request.user || /^basic\s/i.test(headerOf(request, 'authorization'))) {
    return 'client_secret_basic';
  }
  if (has('client_secret')) return 'client_secret_post';
  if (has('client_assertion')) return 'private_key_jwt';
  if (request.headers.some(([name]) => CLIENT_SECRET_HEADER.test(name))) return 'in_template';
  return request.clientCertificate ? 'tls_client_auth' : 'none';
}

function clientIdOf(request: CurlRequest, parameters: readonly Parameter[]): string {
  const [given] = valuesOf(parameters, 'client_id');
  const own = request.headers.find(([name]) => CLIENT_ID_HEADER.test(name))?.[1];
  const id = given ?? request.user?.name ?? own ?? basicName(headerOf(request, 'authorization'));
  return isStandIn(id) ? '' : id;
}

/** The id in HTTP Basic credentials. @see RFC 6749 §2.3.1 */
function basicName(authorization: string): string {
  const encoded = /^basic\s+([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1] ?? '';
  try {
    const name = atob(encoded).split(':')[0] ?? '';
    return parseParameters(`name=${name.replaceAll('&', '%26')}`)[0]?.value ?? '';
  } catch {
    return '';
  }
}

function headerOf({ headers }: CurlRequest, name: string): string {
  return headers.find(([found]) => found.toLowerCase() === name)?.[1] ?? '';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
