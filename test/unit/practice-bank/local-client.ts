import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';

/** A request to a practice host. `form` is sent as a form body, `json` as a JSON body. */
export interface LocalRequest {
  method?: string;
  headers?: Record<string, string>;
  form?: Record<string, string> | URLSearchParams;
  json?: unknown;
  body?: string;
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
  const { host, port, pathname, search } = new URL(url);
  const { body, contentType } = encodeBody(options);
  const headers = {
    host,
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
    ...options.headers,
  };
  const method = options.method ?? (body === undefined ? 'GET' : 'POST');
  return new Promise((resolve, reject) => {
    const target = { host: '127.0.0.1', port, path: pathname + search, method, headers };
    const outgoing = httpRequest(target, (incoming) => {
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
export async function localFetch(url: string, init: LocalFetchInit): Promise<Response> {
  const options: LocalRequest = { method: init.method, headers: init.headers };
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
