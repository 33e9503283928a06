import { type Parameter, parseParameters } from '../oauth/parameter.ts';
import { parseObject } from '../oauth/token-response.ts';
import type { EpochMilliseconds } from '../time.ts';

type Header = [name: string, value: string];

/** One request of the inspected page, reduced to what a flow can be told by. It still holds secrets. */
export interface SeenRequest {
  atMs: EpochMilliseconds;
  durationMs: number;
  method: string;
  /** as the browser shows it: Chromium leaves the fragment out */
  url: string;
  /** a page of a tab or of a frame, and not what a page loads */
  isDocument: boolean;
  /** 0: no answer came, or none that the browser shows */
  status: number;
  /** where a redirect goes, as a whole address, fragment included */
  location?: string;
  referrer?: string;
  /** the browser's own word for a request that failed */
  failure?: string;
  headers: Header[];
  /** what was posted, read as a form or as a flat JSON object; else empty */
  posted: Parameter[];
  body?: string;
  answerHeaders: Header[];
  /** of token calls only: read apart, since browsers do not give it with the entry */
  answerBody?: string;
}

/** Addresses that no answer is sent to; an app may have a scheme of its own. */
const NO_PLACE = /^(?:data|blob|about|javascript|file|[a-z]+-extension|chrome|devtools):/i;

/**
 * Reads an entry of HAR 1.2 as browsers hand it out, of which nothing is taken for granted. `undefined`
 * for what goes nowhere.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/#entries
 */
export function readHarEntry(entry: unknown): SeenRequest | undefined {
  const { request, response, startedDateTime, time, _resourceType } = membersOf(entry);
  const sent = membersOf(request);
  const got = membersOf(response);
  const url = textOf(sent.url);
  const atMs = Date.parse(textOf(startedDateTime));
  if (NO_PLACE.test(url) || !URL.canParse(url) || Number.isNaN(atMs)) return undefined;
  const headers = headersOf(sent.headers);
  const status = numberOf(got.status);
  const location = textOf(got.redirectURL) || headerValue(headersOf(got.headers), 'location');
  const referrer = headerValue(headers, 'referer');
  const failure = textOf(got._error);
  const post = membersOf(sent.postData);
  const body = textOf(post.text);
  return {
    atMs,
    durationMs: Math.max(0, numberOf(time)),
    method: textOf(sent.method).toUpperCase(),
    url,
    isDocument: isDocument(_resourceType, headers),
    status,
    ...(location !== '' && URL.canParse(location, url)
      ? { location: new URL(location, url).href }
      : {}),
    ...(referrer === '' ? {} : { referrer }),
    ...(failure === '' ? {} : { failure }),
    headers,
    posted: postedParameters(body, post, headerValue(headers, 'content-type')),
    ...(body === '' ? {} : { body }),
    answerHeaders: headersOf(got.headers),
  };
}

/** Chromium says what a request is for; Firefox 153 does not, and its headers have to. */
function isDocument(type: unknown, headers: readonly Header[]): boolean {
  if (typeof type === 'string') return type === 'document';
  const destination = headerValue(headers, 'sec-fetch-dest');
  return destination === ''
    ? headerValue(headers, 'accept').startsWith('text/html')
    : /^i?(document|frame)$/.test(destination);
}

function postedParameters(
  body: string,
  post: Record<string, unknown>,
  contentType: string,
): Parameter[] {
  const type = textOf(post.mimeType) || contentType;
  if (type.includes('json')) {
    return Object.entries(parseObject(body) ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [{ name, value }] : [],
    );
  }
  if (body !== '') return type.includes('form-urlencoded') ? parseParameters(body) : [];
  return listOf(post.params).flatMap((one) => {
    const { name, value } = membersOf(one);
    return typeof name === 'string' && typeof value === 'string' ? [{ name, value }] : [];
  });
}

function headersOf(value: unknown): Header[] {
  return listOf(value).flatMap((one): Header[] => {
    const { name, value: text } = membersOf(one);
    return typeof name === 'string' && typeof text === 'string' ? [[name, text]] : [];
  });
}

function headerValue(headers: readonly Header[], wanted: string): string {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
