import * as z from 'zod/mini';
import type { EpochMilliseconds } from '../time.ts';
import type { KeyVerdict } from '../tokens/verify/try-keys.ts';
import { type Parameter, parameterSchema, parseParameters, valuesOf } from './parameter.ts';

/** A redirect taken apart: where it landed, and what it carried. @see RFC 6749 §4.1.2 */
export const authorizationResponseSchema = z.strictObject({
  /** the address up to `?` or `#` */
  landedOn: z.string(),
  query: z.array(parameterSchema),
  fragment: z.array(parameterSchema),
  /** of a form_post answer. @see OAuth 2.0 Form Post Response Mode §2 */
  form: z.optional(z.array(parameterSchema)),
});
export type AuthorizationResponse = z.infer<typeof authorizationResponseSchema>;

/** The request that an answer is held against. */
export interface ExpectedResponse {
  redirectUri: string;
  /** `undefined` when the request carried none */
  state: string | undefined;
  /** RFC 9207: the issuer of the bank that was asked, if known */
  issuer: string | undefined;
  issuerInResponse: 'required' | 'undocumented';
  /** where this bank's answers stand; absent: the query */
  mode?: 'query' | 'fragment' | 'form_post';
  /** the answer was to be a signed JWT: the algorithms that may sign it, empty where any may that a key pair has */
  signed?: readonly string[] | undefined;
  /** what the bank's keys say of its signature; absent where nobody asked them */
  signature?: AnswerSignature | undefined;
  /** nothing is spent here: an answer counts as it came, though its signature was not checked */
  signatureCheck?: 'skip';
  /** an answer to this request came before */
  answeredBefore: boolean;
  /** no request waits for any answer */
  pending?: 'none';
  clientId?: string | undefined;
  /** with which the bank sent the browser here, where that was seen */
  redirectStatus?: number | undefined;
  /** other banks whose answers come to the same redirect URI */
  otherBanksHere?: number;
  /** this code came in an earlier answer, of whichever flow */
  codeSeenBefore?: boolean;
  nowMs?: EpochMilliseconds;
}

/** What the bank's keys made of a signed answer; `no_keys`: they were not to be had. */
export type AnswerSignature =
  | KeyVerdict
  | { verdict: 'no_keys'; alg: string; key: string; why?: undefined };

/** What an answer amounts to. */
export type ResponseVerdict = 'code' | 'bank_error' | 'refused';

/** Reads a redirect URL. `undefined` when it is no absolute URL. */
export function parseAuthorizationResponse(url: string): AuthorizationResponse | undefined {
  const text = url.trim();
  if (!URL.canParse(text)) return undefined;
  const [beforeFragment = '', ...fragment] = text.split('#');
  const [landedOn = '', ...query] = beforeFragment.split('?');
  return {
    landedOn,
    query: parseParameters(query.join('?')),
    fragment: parseParameters(fragment.join('#')),
  };
}

/** The answer's parameters: those in the query, then those in the fragment, then those of a form. */
export function responseParameters(response: AuthorizationResponse): Parameter[] {
  return [...response.query, ...response.fragment, ...(response.form ?? [])];
}

/** The single value of a parameter, `undefined` when it is absent. */
export function responseValue(response: AuthorizationResponse, name: string): string | undefined {
  return valuesOf(responseParameters(response), name)[0];
}

/**
 * True when an address, up to its query, is the redirect URI, up to its query: same scheme, host,
 * port and path. A query that was part of the registered redirect URI must come back in the answer.
 */
export function landsOn(response: AuthorizationResponse, redirectUri: string): boolean {
  const expected = parseAuthorizationResponse(redirectUri);
  if (!expected) return false;
  return (
    canonical(expected.landedOn) === canonical(response.landedOn) &&
    expected.query.every(({ name, value }) => valuesOf(response.query, name).includes(value))
  );
}

/** Scheme and host in lower case, default ports dropped, an empty path as `/`: what browsers do to an address. */
function canonical(address: string): string {
  return URL.canParse(address) ? new URL(address).href : address;
}
