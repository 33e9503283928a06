import type { RecognisedBank } from '../banks/recognise-bank.ts';
import { templateValues } from '../banks/request-values.ts';
import { authorizeTemplates, standardParameters } from '../lint/expected-request.ts';
import { addQuery } from '../oauth/build-request.ts';
import { type Parameter, parseParameters, valuesOf } from '../oauth/parameter.ts';
import type { SeenRequest } from './seen-request.ts';

/** Finds the bank that a request goes to; `undefined` for hosts that no profile knows. */
export type Recognise = (
  url: string,
  parameters: readonly Parameter[],
) => RecognisedBank | undefined;

/** An authorization request as a page sent it. */
export interface SeenAuthorization {
  /** with the parameters of a posted form in its query */
  url: string;
  /** the bank that it goes to, if some profile knows its host */
  place?: RecognisedBank | undefined;
  /** by their standard names; empty where they are not told, as behind a `request_uri` */
  clientId: string;
  redirectUri: string;
  state: string;
}

/**
 * Reads a page's request as an authorization request: one that names a client and a response type (or holds
 * or refers to a request object), or one to the authorization endpoint of a bank that is known.
 *
 * @see RFC 6749 §4.1.1, RFC 9101 §5, RFC 9126 §4
 */
export function readSeenAuthorization(
  seen: SeenRequest,
  recognise: Recognise,
): SeenAuthorization | undefined {
  if (!seen.isDocument) return undefined;
  const [address = ''] = seen.url.split('#');
  const posted = seen.method === 'POST' ? seen.posted : [];
  const parameters = [...parseParameters(new URL(address).search), ...posted];
  const has = (name: string) => valuesOf(parameters, name).some((value) => value !== '');
  const named = has('client_id') && ['response_type', 'request_uri', 'request'].some(has);
  // What the bank's own pages post is its business.
  if (!named && (parameters.length === 0 || posted.length > 0)) return undefined;
  const place = recognise(seen.url, parameters);
  if (!named && !(place && isEndpoint(address, place))) return undefined;
  const [template] = authorizeTemplates(place?.profile);
  const standard = standardParameters(parameters, template);
  const only = (name: string) => valuesOf(standard, name)[0] ?? '';
  return {
    url: addQuery(address, posted),
    place,
    clientId: only('client_id'),
    redirectUri: only('redirect_uri'),
    state: only('state'),
  };
}

function isEndpoint(url: string, { profile, environment, variables }: RecognisedBank): boolean {
  const endpoint = templateValues(profile, environment, variables)?.authorizationEndpoint ?? '';
  return endpoint !== '' && endpoint.split('?')[0] === url.split('?')[0];
}
