import { SECRET_MARK } from '../flow/secret.ts';
import { type HttpAnswer, type HttpRequest, headerOf } from '../oauth/http-message.ts';
import { encodeParameters, type Parameter, parseParameters } from '../oauth/parameter.ts';
import { type ExportContext, headLines } from './export-words.ts';
import type { FlowScript, ScriptCall } from './flow-script.ts';
import { splitQuery } from './script-request.ts';
import { scriptValues } from './script-values.ts';
import { BASIC_CREDENTIALS, VariableNames } from './variable-names.ts';

/**
 * The flow as an HTTP archive: requests and answers as they were, each secret as `__its_kind__`, or as its value where
 * secrets are asked for. The authorization request stands in it with the answer of the redirect.
 *
 * @see HAR 1.2 specification
 */
export function harFile(script: FlowScript, context: ExportContext): string {
  const fill = new Filler(script, context);
  const entries = script.steps.flatMap((step) =>
    step.kind === 'call' ? [callEntry(step, fill)] : authorizationEntry(script, fill),
  );
  const log = {
    version: '1.2',
    creator: { name: 'PSD2 OAuth DevTools', version: context.version },
    comment: headLines(script, context).join(' '),
    entries,
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

/** Puts values, or readable words that may stand anywhere, in the place of marks. */
class Filler {
  readonly #names = new VariableNames();
  readonly #secrets: ReadonlyMap<string, string>;
  readonly #basic: string | undefined;

  constructor(script: FlowScript, { secrets = new Map() }: ExportContext) {
    this.#secrets = secrets;
    this.#basic = scriptValues(script, secrets).get(BASIC_CREDENTIALS);
  }

  /** @param write how a value is written where it stands */
  text(recorded: string, write: (value: string) => string = (value) => value): string {
    const basic = /^basic /i.test(recorded);
    return recorded.replace(SECRET_MARK, (mark, kind: string, fingerprint: string) => {
      const value = this.#secrets.get(mark) ?? (basic ? this.#basic : undefined);
      if (value !== undefined) return write(value);
      if (kind === 'masked') return basic ? `__${BASIC_CREDENTIALS}__` : '__secret__';
      return `__${this.#names.nameOf(kind, fingerprint)}__`;
    });
  }

  encoded(recorded: string): string {
    return this.text(recorded, encodeURIComponent);
  }

  body(recorded: string, mediaType: string): string {
    if (mediaType.includes('json')) {
      return this.text(recorded, (value) => JSON.stringify(value).slice(1, -1));
    }
    return mediaType.includes('urlencoded') ? this.encoded(recorded) : this.text(recorded);
  }

  pairs(parameters: readonly Parameter[]): Parameter[] {
    return parameters.map(({ name, value }) => ({ name, value: this.text(value) }));
  }

  headers(headers: HttpRequest['headers']): Parameter[] {
    return this.pairs(headers.map(([name, value]) => ({ name, value })));
  }
}

function callEntry({ call }: ScriptCall, fill: Filler) {
  const { request, answer } = call;
  return entry(
    call.sentAtMs ?? call.preparedAtMs,
    answer?.durationMs ?? 0,
    requestOf(request, fill),
    answer
      ? responseOf(answer, fill)
      : { ...NO_RESPONSE, comment: call.failed?.failure.kind ?? 'no answer' },
  );
}

function authorizationEntry({ flow: { opened, redirect } }: FlowScript, fill: Filler): object[] {
  if (!opened) return [];
  const request = requestOf({ method: 'GET', url: opened.url, headers: [] }, fill);
  if (!redirect) return [entry(opened.atMs, 0, request, NO_RESPONSE)];
  const { landedOn, query, fragment, form } = redirect.response;
  const behind = (sign: string, parameters: readonly Parameter[]) =>
    parameters.length > 0 ? sign + encodeParameters(fill.pairs(parameters), 'percent') : '';
  const response = {
    ...NO_RESPONSE,
    status: redirect.status ?? 302,
    redirectURL: landedOn + behind('?', query) + behind('#', fragment),
    comment: form ? behind('form_post: ', form) : `redirect: ${redirect.via}`,
  };
  return [entry(opened.atMs, redirect.atMs - opened.atMs, request, response)];
}

function entry(atMs: number, time: number, request: object, response: object) {
  return {
    startedDateTime: new Date(atMs).toISOString(),
    time,
    request,
    response,
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
  };
}

const UNKNOWN_SIZES = { headersSize: -1, bodySize: -1 };

const NO_RESPONSE = {
  status: 0,
  statusText: '',
  httpVersion: 'HTTP/1.1',
  cookies: [],
  headers: [],
  content: { size: 0, mimeType: 'x-unknown' },
  redirectURL: '',
  ...UNKNOWN_SIZES,
};

function requestOf(
  { method, url, headers, body }: Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>,
  fill: Filler,
) {
  const mimeType = headerOf({ headers }, 'content-type') ?? 'text/plain';
  const isForm = mimeType.includes('urlencoded');
  return {
    method,
    url: fill.encoded(url),
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: fill.headers(headers),
    queryString: fill.pairs(parseParameters(splitQuery(url)[1])),
    ...(body !== undefined && {
      postData: {
        mimeType,
        text: fill.body(body, mimeType),
        ...(isForm && { params: fill.pairs(parseParameters(body)) }),
      },
    }),
    ...UNKNOWN_SIZES,
  };
}

function responseOf(answer: HttpAnswer, fill: Filler) {
  const mimeType = headerOf(answer, 'content-type') ?? 'x-unknown';
  return {
    status: answer.status,
    statusText: '',
    httpVersion: answer.protocol === 'h2' ? 'HTTP/2' : 'HTTP/1.1',
    cookies: [],
    headers: fill.headers(answer.headers),
    content: { size: answer.bytes, mimeType, text: fill.body(answer.body, mimeType) },
    redirectURL: fill.encoded(headerOf(answer, 'location') ?? ''),
    ...UNKNOWN_SIZES,
  };
}
