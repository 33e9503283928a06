import type { HappeningOf } from '../flow/flow-event.ts';
import { SECRET_MARK } from '../flow/secret.ts';
import {
  type AuthorizationResponse,
  responseParameters,
  responseValue,
} from '../oauth/authorization-response.ts';
import { type HttpAnswer, type HttpRequest, headerOf } from '../oauth/http-message.ts';
import { valuesOf } from '../oauth/parameter.ts';
import { parseObject, readTokenAnswer, wholeSeconds } from '../oauth/token-response.ts';
import { oneLine } from './one-line.ts';

/** Characters of the longest label. */
const LONGEST = 76;
/** Characters of a path before its beginning is left out. */
const LONGEST_PATH = 24;

/** A text on one line, with marks of secrets as `{kind}` and its end cut off where it is too long. */
export function shortText(text: string, longest = LONGEST): string {
  const line = oneLine(text.replace(SECRET_MARK, '{$1}'));
  const characters = [...line];
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`;
}

/** The path of an address; of a long one its end. A text that is no address stands as it is. */
export function shortPath(url: string): string {
  const shown = url.replace(SECRET_MARK, '{$1}');
  const [, path = shown] = /^[a-z][a-z\d+.-]*:(?:\/\/[^/?#]*)?([^?#]*)/i.exec(shown) ?? [];
  const whole = oneLine(path) || '/';
  if (whole.length <= LONGEST_PATH) return whole;
  const parts = whole.split('/');
  let end = parts.pop() ?? '';
  while (parts.length > 1 && end.length + (parts.at(-1) ?? '').length < LONGEST_PATH - 2) {
    end = `${parts.pop()}/${end}`;
  }
  return `…/${shortText(end, LONGEST_PATH)}`;
}

/** `POST /token grant_type=authorization_code` */
export function requestLabel({ method, url, parameters }: HttpRequest): string {
  const [grant] = valuesOf(parameters, 'grant_type');
  return shortText(`${method} ${shortPath(url)}${grant ? ` grant_type=${grant}` : ''}`);
}

/** `302 code, state`, or what the bank refused with. */
export function redirectLabel(
  response: AuthorizationResponse,
  how: string | number | undefined,
  claims: Readonly<Record<string, unknown>> = {},
): string {
  const error = responseValue(response, 'error') ?? claims.error;
  const outside = responseParameters(response).map(({ name }) => name);
  // Of an answer that is a JWT what it answers, and not for whom and until when.
  const inside = Object.keys(claims).filter((name) => !['iss', 'aud', 'exp'].includes(name));
  const names = [...new Set([...outside, ...inside])];
  const told = names.map((name) =>
    name === 'error' ? `error=${error}` : name.replace(/^error_(?:description|uri)$/, ''),
  );
  const words = told.filter((name) => name !== '').join(', ');
  return shortText(`${how ?? 'redirect'} ${words}`);
}

/** `200 access_token, expires_in 3600`, `400 invalid_grant`, `502 text/html`. */
export function answerLabel(
  { answer, outcome, tokens }: Pick<HappeningOf<'call_answered'>, 'answer' | 'outcome' | 'tokens'>,
  names: Parameters<typeof readTokenAnswer>[1],
): string {
  // A redirect that was not followed has no status of its own in browsers.
  const status = answer.status === 0 ? 'redirect' : `${answer.status}`;
  const told =
    outcome === 'tokens'
      ? toldTokens(tokens)
      : outcome === 'pushed'
        ? toldPush(answer)
        : outcome === 'nonce_wanted'
          ? 'use_dpop_nonce'
          : outcome === 'redirected'
            ? ''
            : toldAnswer();
  return shortText(told === '' ? status : `${status} ${told}`);

  function toldAnswer(): string {
    const read = readTokenAnswer(answer, names);
    if (read.kind === 'error') return read.error.error;
    return outcome === 'unexpected' ? mediaType(answer) : '';
  }
}

function toldTokens(tokens: HappeningOf<'call_answered'>['tokens']): string {
  const lifetime = tokens.find(({ expires_in }) => expires_in !== undefined)?.expires_in;
  const words = tokens.map(({ kind }): string => kind);
  return [...words, ...(lifetime === undefined ? [] : [`expires_in ${lifetime}`])].join(', ');
}

function toldPush(answer: HttpAnswer): string {
  const length = wholeSeconds(parseObject(answer.body)?.expires_in);
  return length === undefined ? 'request_uri' : `request_uri, expires_in ${length}`;
}

function mediaType(answer: HttpAnswer): string {
  return (headerOf(answer, 'content-type') ?? '').replace(/;.*$/s, '').trim();
}
