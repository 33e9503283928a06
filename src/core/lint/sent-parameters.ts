import { type HttpRequest, headerOf } from '../oauth/http-message.ts';
import { type Parameter, parseParameters } from '../oauth/parameter.ts';

/** The media type that OAuth requests have. @see RFC 6749 App. B */
export const FORM = 'application/x-www-form-urlencoded';

/** Where a request's parameters really stand: behind the `?`, or in a form body. */
export function sentParameters(request: HttpRequest): { query: Parameter[]; body: Parameter[] } {
  const [beforeFragment = ''] = request.url.split('#');
  const [, ...query] = beforeFragment.split('?');
  const body = mediaType(request) === FORM ? (request.body ?? '') : '';
  return { query: parseParameters(query.join('?')), body: parseParameters(body) };
}

/** The content type of a message without its parameters, in lower case; empty when there is none. */
export function mediaType(message: Pick<HttpRequest, 'headers'>): string {
  return (headerOf(message, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
