import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

const maximumBodyBytes = 64 * 1024;

/** One request as the banks see it: already read to its end. */
export interface PracticeRequest {
  /** Host name in lower case, without the port. */
  host: string;
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** Media type in lower case without its parameters; empty if none was sent. */
  contentType: string;
  body: Buffer;
  /** Body parameters; empty unless the body is `application/x-www-form-urlencoded`. */
  form: URLSearchParams;
  /** Members of a JSON object; `undefined` unless the body is one and is called `application/json`. */
  json: Record<string, unknown> | undefined;
  /** The objects underneath, for what needs cookies or the socket. */
  raw: { incoming: IncomingMessage; outgoing: ServerResponse };
}

/** Reads a request to its end. Gives `undefined` when the body is larger than 64 KiB. */
export async function readRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<PracticeRequest | undefined> {
  const body = await readBody(incoming);
  if (body === undefined) return undefined;
  const target = incoming.url ?? '/';
  const queryStart = target.indexOf('?');
  const contentType = mediaType(incoming.headers['content-type']);
  const isForm = contentType === 'application/x-www-form-urlencoded';
  return {
    // HTTP/2 names the host in a pseudo-header.
    host: hostName(incoming.headers.host ?? String(incoming.headers[':authority'])),
    method: incoming.method ?? 'GET',
    path: queryStart === -1 ? target : target.slice(0, queryStart),
    query: new URLSearchParams(queryStart === -1 ? '' : target.slice(queryStart + 1)),
    headers: incoming.headers,
    contentType,
    body,
    form: new URLSearchParams(isForm ? body.toString('utf8') : ''),
    json: contentType === 'application/json' ? readJsonObject(body) : undefined,
    raw: { incoming, outgoing },
  };
}

/** The access token of an `Authorization: Bearer` header, or `undefined`. @see RFC 6750 §2.1 */
export function bearerToken(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '')?.[1];
}

/** The value of one header, or `undefined` when it is missing or empty. `name` is in lower case. */
export function headerValue(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Names that occur more than once across the given parameter lists. @see RFC 6749 §3.1 */
export function repeatedNames(...lists: URLSearchParams[]): string[] {
  const names = lists.flatMap((list) => [...list.keys()]);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes <= maximumBodyBytes) chunks.push(chunk);
  }
  return bytes > maximumBodyBytes ? undefined : Buffer.concat(chunks);
}

function readJsonObject(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function hostName(header: string | undefined): string {
  return (header ?? '').toLowerCase().replace(/:\d+$/, '');
}

function mediaType(header: string | undefined): string {
  return (header ?? '').split(';', 1).join('').trim().toLowerCase();
}
