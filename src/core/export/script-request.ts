import { withoutMarks } from '../flow/secret-marks.ts';
import type { HttpRequest } from '../oauth/http-message.ts';
import { parseParameters } from '../oauth/parameter.ts';
import { isOpen, type ScriptText, scriptText } from './script-text.ts';
import { DPOP_PROOF, type VariableNames } from './variable-names.ts';

/** A field of a query or form: its value is decoded, so that who sends it encodes it. */
export interface ScriptField {
  name: string;
  value: ScriptText;
}

/** A request with variables in it, cut so that each format can encode what it fills in. */
export interface ScriptRequest {
  method: HttpRequest['method'];
  /** whole where nothing in the query varies, else up to the query */
  address: ScriptText;
  /** fields of the query; empty where it stands in the address */
  query: readonly ScriptField[];
  headers: readonly (readonly [name: string, value: ScriptText])[];
  /** absent: none */
  body?: { kind: 'form'; fields: readonly ScriptField[] } | { kind: 'text'; text: ScriptText };
}

/**
 * Cuts a recorded request at what varies.
 *
 * @param bind puts marks in place of what an earlier answer brought; absent: nothing did
 */
export function scriptRequest(
  request: Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>,
  names: VariableNames,
  bind: (text: string) => string = (text) => text,
): ScriptRequest {
  const { method, body } = request;
  const cut = (text: string, kind?: string) => scriptText(bind(text), names, kind);
  const fields = (encoded: string) =>
    parseParameters(encoded).map(({ name, value }) => ({ name, value: cut(value) }));
  const [base, query] = splitQuery(request.url);
  const whole = cut(query === '' ? base : `${base}?${query}`);
  const varying = fields(query);
  const isVaried = varying.some(({ value }) => isOpen(value));
  return {
    method,
    address: isVaried ? cut(base) : whole,
    query: isVaried ? varying : [],
    // A record may come from anybody, and a name is written without quotes in some formats.
    headers: request.headers.map(
      ([name, value]) =>
        [
          name.replace(/[^\w.-]+/g, '-'),
          cut(value, /^dpop$/i.test(name) ? DPOP_PROOF : undefined),
        ] as const,
    ),
    ...(body !== undefined && {
      body: isForm(request.headers)
        ? { kind: 'form' as const, fields: fields(body) }
        : { kind: 'text' as const, text: cut(body) },
    }),
  };
}

/** Address and query; a fragment never travels. */
export function splitQuery(url: string): [address: string, query: string] {
  const flat = withoutMarks(url);
  const end = flat.includes('#') ? flat.indexOf('#') : url.length;
  const at = flat.slice(0, end).indexOf('?');
  return at < 0 ? [url.slice(0, end), ''] : [url.slice(0, at), url.slice(at + 1, end)];
}

function isForm(headers: HttpRequest['headers']): boolean {
  return headers.some(
    ([name, value]) =>
      name.toLowerCase() === 'content-type' &&
      value.toLowerCase().startsWith('application/x-www-form-urlencoded'),
  );
}
