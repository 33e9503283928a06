import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** Whom a client believes over https, and what it presents of itself; all in PEM. */
export interface LocalTls {
  ca: string;
  cert?: string;
  key?: string;
}

/** A request to a practice host. `form` is sent as a form body, `json` as a JSON body. */
export interface LocalRequest {
  method?: string;
  headers?: Record<string, string>;
  form?: Record<string, string> | URLSearchParams;
  json?: unknown;
  body?: string;
  tls?: LocalTls;
}

/** An answer read to its end. */
export interface LocalAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body as JSON; throws when it is not. */
  json(): Record<string, unknown>;
}

/**
 * Sends one request to 127.0.0.1 with the URL's host as `Host`, since Node does not resolve
 * `*.localhost`. Redirects are not followed. Rejects when the connection ends too early.
 */
export function send(url: string, options: LocalRequest = {}): Promise<LocalAnswer> {
  const { host, hostname, port, protocol, pathname, search } = new URL(url);
  const { body, contentType } = encodeBody(options);
  const headers = {
    host,
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
    ...options.headers,
  };
  const method = options.method ?? (body === undefined ? 'GET' : 'POST');
  return new Promise((resolve, reject) => {
    const target = { host: '127.0.0.1', port, path: pathname + search, method, headers };
    const tls = { ...options.tls, servername: hostname, agent: false };
    const request = protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = request(protocol === 'https:' ? { ...target, ...tls } : target, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text,
          json: () => JSON.parse(text),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

interface LocalFetchInit {
  method: string;
  headers: Record<string, string>;
  body?: unknown;
}

/** `fetch` over `send`, for libraries that take one. Only form bodies are sent. */
export async function localFetch(
  url: string,
  init: LocalFetchInit,
  tls?: LocalTls,
): Promise<Response> {
  const options: LocalRequest = { method: init.method, headers: init.headers, ...(tls && { tls }) };
  if (init.body instanceof URLSearchParams) options.form = init.body;
  const answer = await send(url, options);
  const answerHeaders = Object.entries(answer.headers).map(([name, value]) => [
    name,
    String(value),
  ]);
  return new Response(answer.text, {
    status: answer.status,
    headers: Object.fromEntries(answerHeaders),
  });
}

function encodeBody(options: LocalRequest): { body?: string; contentType?: string } {
  if (options.form !== undefined) {
    return {
      body: new URLSearchParams(options.form).toString(),
      contentType: 'application/x-www-form-urlencoded',
    };
  }
  if (options.json !== undefined) {
    return { body: JSON.stringify(options.json), contentType: 'application/json' };
  }
  return options.body === undefined ? {} : { body: options.body };
}
