import type { RecognisedBank } from '../core/banks/recognise-bank.ts';
import { valuesInUse } from '../core/lint/bank-use.ts';
import { type HttpRequest, headerOf } from '../core/oauth/http-message.ts';
import { encode, type Parameter, parseParameters } from '../core/oauth/parameter.ts';
import { parseCurl } from '../core/oauth/parse-curl.ts';
import { parseObject } from '../core/oauth/token-response.ts';
import { err, ok, type Result } from '../core/result.ts';
import { english } from './english.ts';
import { shownArgument } from './shown-argument.ts';

/** A request that a person gave, whatever it was written as. */
export interface GivenRequest {
  request: HttpRequest;
  /** whether a client certificate goes along; only a curl command tells */
  certificate?: 'chosen' | 'missing';
}

/** What a request is for. */
export type RequestKind = 'authorization_request' | 'token_request' | 'api_request';

/**
 * Reads a URL, a curl command, an HTTP message, or the body of a token request alone, whose address then
 * is left empty. What it is not comes back as a sentence.
 */
export function readRequest(text: string): Result<GivenRequest, string> {
  const given = text.trim().replace(/^(["'])(.*)\1$/s, '$2');
  if (/(^|[/\\])curl(\.exe)?\s/i.test(given.split('\n')[0] ?? '')) return readCurl(given);
  if (/^(GET|POST|PUT|DELETE)\s+\S/.test(given)) return readMessage(given);
  if (/^[^\s=&?:/]+=/.test(given) && /\bgrant.?type=/i.test(given)) {
    return ok({ request: withParameters('POST', '', [FORM], given) });
  }
  if (!URL.canParse(given)) return err(english('cli_not_a_url', shownArgument(text)));
  return ok({ request: withParameters('GET', given, [], undefined) });
}

/** What a request is for, by its parameters first, then by the bank's addresses. */
export function requestKind(
  { parameters, ...request }: HttpRequest,
  bank?: RecognisedBank,
): RequestKind {
  const has = (...names: RegExp[]) =>
    names.some((name) => parameters.some((parameter) => name.test(parameter.name)));
  if (has(/^grant.?type$/i) || request.url === '') return 'token_request';
  if (has(/^response_type$/, /^request(_uri)?$/, /^code_challenge$/))
    return 'authorization_request';
  const values = bank && valuesInUse(bank);
  const path = pathOf(request.url);
  if (values?.authorizationEndpoint && pathOf(values.authorizationEndpoint) === path) {
    return 'authorization_request';
  }
  if (values?.tokenEndpoint && pathOf(values.tokenEndpoint) === path) return 'token_request';
  if (/^(bearer|dpop)\s/i.test(headerOf(request, 'authorization') ?? '')) return 'api_request';
  if (values?.apiBase && !has(/^client_id$/) && path.startsWith(pathOf(values.apiBase))) {
    return 'api_request';
  }
  return request.method === 'POST' ? 'token_request' : 'authorization_request';
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;
const FORM: [string, string] = ['Content-Type', 'application/x-www-form-urlencoded'];

function readCurl(text: string): Result<GivenRequest, string> {
  const parsed = parseCurl(text);
  if (!parsed.ok) return err(english(`proposal_fault_${parsed.error.kind}`));
  const { url, body, user, headers, clientCertificate } = parsed.value;
  const method = METHODS.find((one) => one === parsed.value.method);
  if (!method) return err(english('proposal_fault_unknown_method', parsed.value.method));
  const basic: [string, string][] = user
    ? [
        [
          'Authorization',
          `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`,
        ],
      ]
    : [];
  return ok({
    request: withParameters(method, url, [...headers, ...basic], body),
    certificate: clientCertificate ? 'chosen' : 'missing',
  });
}

/** A message as protocols print it: request line, headers, an empty line, body. @see RFC 9112 §2.1 */
function readMessage(text: string): Result<GivenRequest, string> {
  const [head = '', ...rest] = text.split(/\r?\n\r?\n/);
  const [line = '', ...fields] = head.split(/\r?\n/);
  const [method = '', target = ''] = line.split(/\s+/);
  const headers = fields.flatMap((field): [string, string][] => {
    const [name = '', ...value] = field.split(':');
    return value.length === 0 ? [] : [[name.trim(), value.join(':').trim()]];
  });
  const host = headerOf({ headers }, 'host');
  const url = target.startsWith('/') && host ? `https://${host}${target}` : target;
  const known = METHODS.find((one) => one === method);
  if (!URL.canParse(url) || !known) return err(english('cli_not_a_url', shownArgument(target)));
  const body = rest.join('\n\n').trim();
  return ok({ request: withParameters(known, url, headers, body === '' ? undefined : body) });
}

function withParameters(
  method: HttpRequest['method'],
  url: string,
  headers: [string, string][],
  body: string | undefined,
): HttpRequest {
  const [beforeFragment = ''] = url.split('#');
  const query = parseParameters(beforeFragment.split('?').slice(1).join('?'));
  return {
    method,
    url,
    headers,
    parameters: [...query, ...bodyParameters(body ?? '')],
    ...(body === undefined ? {} : { body }),
  };
}

/** The parameters of a form, or the members of a JSON object, nested names joined by dots. */
function bodyParameters(body: string): Parameter[] {
  const json = parseObject(body);
  if (!json) return parseParameters(body.trim());
  const members = (object: object, prefix: string): string[] =>
    Object.entries(object).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? members(value, `${prefix}${name}.`)
        : [`${encode(prefix + name, 'form')}=${encode([value].flat().join(' '), 'form')}`],
    );
  return parseParameters(members(json, '').join('&'));
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : '';
}
