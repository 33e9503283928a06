import type { HttpAnswer, HttpRequest } from '../oauth/http-message.ts';
import type { JwtContent } from '../oauth/jwt-content.ts';
import type { Parameter } from '../oauth/parameter.ts';
import { type KnownSecret, secretMark } from './secret.ts';
import { replaceWritten } from './written-form.ts';

/** Shorter values would be found inside innocent words; parameters that hold them are masked by name. */
const SHORTEST = 4;

const JSON_NAMES =
  'access_?token|refresh_?token|id_?token|client_?secret|client_?assertion|code_?verifier|assertion|password';
/** In JSON a `code` is an error code; an authorization code travels in queries and forms. */
const SECRET_NAMES = `${JSON_NAMES}|code|access_code|authorization_?code`;
const IN_JSON = new RegExp(`("(?:${JSON_NAMES})"\\s*:\\s*")((?:[^"\\\\]|\\\\.)+)("?)`, 'gi');
const IN_FORM = new RegExp(`(^|[?&#\\s])(${SECRET_NAMES})=([^&\\s"'<>#]+)`, 'gi');
/** The same in an address that is encoded, once or more, to be a parameter of another. */
const IN_ENCODED = new RegExp(
  `(%(?:25){0,4}(?:3F|26|23)(?:${SECRET_NAMES})%((?:25){0,4})3D)((?:(?!%(?:\\2)?(?:26|23))[^&\\s"'<>#])+)`,
  'gi',
);
/** Long values behind a secret's name in whatever else banks answer with: XML, plain text, JSON within JSON. */
const IN_TEXT = new RegExp(
  `\\b(${JSON_NAMES})((?:\\s[^<>{]{0,99})?>\\s*(?:<!\\[CDATA\\[)?|[^\\w{]{0,6}[:=][^\\w{]{0,6})([A-Za-z0-9._~+/=-]{16,})`,
  'gi',
);
const INPUT = /<input\b[^<>]*>/gi;
const INPUT_NAME = new RegExp(`\\bname\\s*=\\s*["']?(?:${SECRET_NAMES})\\b`, 'i');
const INPUT_VALUE = /(\bvalue\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)/i;
const JWT = /\beyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){1,4}/g;
const AUTHORIZATION = /\b(Basic|Bearer|DPoP)\s+([A-Za-z0-9._~+/=-]{8,})/g;

/** Replaces every known secret in a text, in each way it may be written, and whatever looks like a token. */
export function maskText(text: string, known: readonly KnownSecret[]): string {
  let masked = text;
  const longestFirst = known.toSorted((a, b) => b.value.length - a.value.length);
  for (const { reference, value } of longestFirst) {
    if (value.length < SHORTEST) continue;
    masked = replaceWritten(masked, value, secretMark(reference));
  }
  return masked
    .replace(IN_JSON, (whole, open: string, value: string, close: string) =>
      value.startsWith('{{') ? whole : `${open}{{masked#}}${close}`,
    )
    .replace(IN_FORM, (whole, before: string, name: string, value: string) =>
      value.startsWith('{{') ? whole : `${before}${name}={{masked#}}`,
    )
    .replace(IN_ENCODED, (whole, open: string, _level, value: string) =>
      value.startsWith('{{') ? whole : `${open}{{masked#}}`,
    )
    .replace(IN_TEXT, '$1$2{{masked#}}')
    .replace(INPUT, (input) =>
      INPUT_NAME.test(input) ? input.replace(INPUT_VALUE, '$1"{{masked#}}"') : input,
    )
    .replace(AUTHORIZATION, (_whole, scheme: string) => `${scheme} {{masked#}}`)
    .replace(JWT, '{{masked#}}');
}

/** Masks names and values one by one; a value under a secret's name is masked whole. */
export function maskParameters(
  parameters: readonly Parameter[],
  known: readonly KnownSecret[],
): Parameter[] {
  const isSecretName = new RegExp(`^(?:${SECRET_NAMES})$`, 'i');
  return parameters.map(({ name, value }) => {
    const exact = known.find((secret) => secret.value === value);
    if (exact) return { name, value: secretMark(exact.reference) };
    const masked = maskText(value, known);
    const hidden = isSecretName.test(name) && masked === value && value !== '';
    return { name, value: hidden ? '{{masked#}}' : masked };
  });
}

/** A request as it may be recorded and shown. */
export function maskRequest(request: HttpRequest, known: readonly KnownSecret[]): HttpRequest {
  return {
    method: request.method,
    url: maskText(request.url, known),
    headers: maskHeaders(request.headers, known),
    parameters: maskParameters(request.parameters, known),
    ...(request.body === undefined ? {} : { body: maskText(request.body, known) }),
  };
}

/** What a JWT says as it may be recorded: its claims may hold a state, a nonce, a code. */
export function maskJwt(jwt: JwtContent, known: readonly KnownSecret[]): JwtContent {
  return JSON.parse(maskText(JSON.stringify(jwt), known));
}

/** An answer as it may be recorded and shown. */
export function maskAnswer(answer: HttpAnswer, known: readonly KnownSecret[]): HttpAnswer {
  return {
    ...answer,
    headers: maskHeaders(answer.headers, known),
    body: maskText(answer.body, known),
  };
}

function maskHeaders(
  headers: readonly (readonly [string, string])[],
  known: readonly KnownSecret[],
): [string, string][] {
  return headers.map(([name, value]) => [name, maskHeader(name, value, known)]);
}

/** A cookie's value, but not what a Set-Cookie says of it. @see RFC 6265 §4.1.1 */
const COOKIE_VALUE =
  /((?:^|[;,])\s*(?!(?:path|domain|expires|max-age|samesite)=)[^\s=;,]+=)(?!\{\{)[^;]+/gi;
const CREDENTIALS = /^(basic|bearer|dpop)\s+(?!\{\{).+/i;

/** The value of a header as it may be recorded: what logs somebody in is masked, known or not. */
export function maskHeader(name: string, value: string, known: readonly KnownSecret[]): string {
  const masked = maskText(value, known);
  if (/^(set-)?cookie$/i.test(name)) return masked.replace(COOKIE_VALUE, '$1{{masked#}}');
  return /authorization$/i.test(name) ? masked.replace(CREDENTIALS, '$1 {{masked#}}') : masked;
}
