import type { HttpAnswer, HttpRequest } from './http-message.ts';

/**
 * Whether the network stack may have sent a request more than once by itself: on HTTP/2 and later nothing
 * prevents it. `maybe`: nobody knows what the connection spoke, as Firefox 153 does not tell. A request
 * without effect is none to mind.
 *
 * @see RFC 9113 §8.7
 */
export function isRepeatable(
  { method, url }: Pick<HttpRequest, 'method' | 'url'>,
  answer: Pick<HttpAnswer, 'protocol'> | undefined,
): 'yes' | 'maybe' | 'no' {
  if (method === 'GET' || !url.startsWith('https:')) return 'no';
  if (answer?.protocol === undefined) return 'maybe';
  return /^h[23]/.test(answer.protocol) ? 'yes' : 'no';
}
