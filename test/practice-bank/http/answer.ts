import type { ServerResponse } from 'node:http';
import type { ServerHttp2Stream } from 'node:http2';
import type { Html } from './html.ts';

/** An HTTP answer as a value: banks return it, faults may alter it, one function sends it. */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[]>>;
  body: string;
}

/** What is done with a request: a whole answer, a part of one, or nothing but a closed socket. */
export type Outcome =
  | { kind: 'answered'; answer: Answer }
  | { kind: 'truncated'; answer: Answer }
  /** So much of the answer, and then an open connection on which nothing comes. */
  | { kind: 'stalled'; answer: Answer; after: 'nothing' | 'headers' | 'half' }
  | { kind: 'hung_up' }
  /** Something else wrote to the socket already, with this status. */
  | { kind: 'sent'; status: number };

/** Headers of a token response. @see RFC 6749 §5.1 */
export const notCached: Answer['headers'] = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** A JSON answer. Extra header names are in lower case. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Answer['headers'] = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

/** A page. It is never cached and may load nothing from elsewhere. */
export function htmlAnswer(status: number, page: Html, headers: Answer['headers'] = {}): Answer {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'",
      ...headers,
    },
    body: page.markup,
  };
}

/** A redirect with an empty body. */
export function redirectAnswer(location: string, status = 302): Answer {
  return { status, headers: { location, 'cache-control': 'no-store' }, body: '' };
}

/** The answer to a method that a path does not know. @see RFC 9110 §15.5.6 */
export function methodNotAllowed(allow: string): Answer {
  return jsonAnswer(405, { error: 'method_not_allowed' }, { allow });
}

/** The refusal of a request to a protected resource. @see RFC 6750 §3 */
export function bearerRefusal(status: number, error: string, error_description: string): Answer {
  return jsonAnswer(
    status,
    { error, error_description },
    { 'www-authenticate': `Bearer error="${error}", error_description="${error_description}"` },
  );
}

/** Writes an outcome to the socket. `dateMs` becomes the `Date` header. */
export function sendOutcome(outgoing: ServerResponse, outcome: Outcome, dateMs: number): void {
  if (outcome.kind === 'sent') return;
  if (outcome.kind === 'stalled' && outcome.after === 'nothing') return;
  if (outcome.kind === 'hung_up') {
    dropConnection(outgoing);
    return;
  }
  const { status, headers, body } = outcome.answer;
  const bytes = Buffer.from(body, 'utf8');
  outgoing.statusCode = status;
  outgoing.setHeader('date', new Date(dateMs).toUTCString());
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
  outgoing.setHeader('content-length', bytes.length);
  if (outcome.kind === 'answered') {
    outgoing.end(bytes);
    return;
  }
  if (outcome.kind === 'stalled') outgoing.flushHeaders();
  if (outcome.kind === 'stalled' && outcome.after === 'headers') return;
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  outgoing.write(half, () => {
    if (outcome.kind === 'truncated') dropConnection(outgoing);
  });
}

/** Over HTTP/2 the whole session, since destroying its `socket` only resets one stream. */
export function dropConnection(outgoing: ServerResponse): void {
  const { stream } = outgoing as { stream?: ServerHttp2Stream };
  if (stream === undefined) outgoing.socket?.destroy();
  else stream.session?.destroy();
}
