import type { BankProfile } from '../banks/bank-profile.ts';
import { type HttpAnswer, headerOf } from './http-message.ts';
import { withUsualNames } from './token-answer-names.ts';

/** The members of a token response that RFC 6749 §5.1 and OpenID Connect name, as far as they are usable. */
export interface TokenMembers {
  access_token?: string;
  token_type?: string;
  /** whole seconds; text of digits counts too, since banks send it */
  expires_in?: number;
  scope?: string;
  refresh_token?: string;
  id_token?: string;
  /** of the refresh token; no standard has it, many servers send it */
  refresh_expires_in?: number;
}

/** The members of an error response. @see RFC 6749 §5.2 */
export interface ErrorMembers {
  error: string;
  error_description?: string;
  error_uri?: string;
}

/** What a token answer turned out to be. */
export type TokenAnswer =
  | { kind: 'tokens'; members: TokenMembers; json: Record<string, unknown> }
  | { kind: 'error'; error: ErrorMembers; json: Record<string, unknown> }
  /** no redirect is ever followed: the answer that lies behind it was not fetched */
  | { kind: 'redirected' }
  /** neither tokens nor an OAuth error: a gateway page, broken JSON, no body */
  | { kind: 'unexpected'; json: Record<string, unknown> | undefined };

/**
 * Reads the answer to a token request; what is wrong with it is the rules' business.
 *
 * @param names what the bank calls the members, where that is not as in RFC 6749
 */
export function readTokenAnswer(
  answer: HttpAnswer,
  names: BankProfile['tokenAnswer'] = {},
): TokenAnswer {
  if (answer.redirected) return { kind: 'redirected' };
  const own = answer.cut ? undefined : parseObject(answer.body);
  const json = own && withUsualNames(own, names);
  if (!json) return { kind: 'unexpected', json };
  const error = text(json.error);
  if (error !== undefined) {
    const error_description = text(json.error_description);
    const error_uri = text(json.error_uri);
    return {
      kind: 'error',
      error: {
        error,
        ...(error_description === undefined ? {} : { error_description }),
        ...(error_uri === undefined ? {} : { error_uri }),
      },
      json,
    };
  }
  const success = answer.status >= 200 && answer.status < 300;
  if (!success || text(json.access_token) === undefined) return { kind: 'unexpected', json };
  return { kind: 'tokens', members: tokenMembers(json), json };
}

/** Usable members of a token response; an unusable one is left out. */
export function tokenMembers(json: Record<string, unknown>): TokenMembers {
  const members: TokenMembers = {};
  for (const name of [
    'access_token',
    'token_type',
    'scope',
    'refresh_token',
    'id_token',
  ] as const) {
    const value = text(json[name]);
    if (value !== undefined) members[name] = value;
  }
  for (const name of ['expires_in', 'refresh_expires_in'] as const) {
    const length = wholeSeconds(json[name]);
    if (length !== undefined) members[name] = length;
  }
  return members;
}

/** A lifetime of at least one whole second, given as a number or as plain digits. */
export function wholeSeconds(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0
    ? number
    : undefined;
}

/** The object that a text is as JSON; `undefined` for anything else. A byte order mark is passed over. */
export function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The title of an HTML page, for a sentence about what answered instead of the bank's OAuth server. */
export function pageTitle(answer: HttpAnswer): string | undefined {
  if (!headerOf(answer, 'content-type')?.includes('html')) return undefined;
  return answer.body.match(/<title[^>]*>([^<]{1,120})/i)?.[1]?.trim();
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
