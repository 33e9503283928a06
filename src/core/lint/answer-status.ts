import type { HttpAnswer } from '../oauth/http-message.ts';

/** True for an answer whose status says that the request went well. @see RFC 9110 §15.3 */
export function isSuccess(answer: HttpAnswer): boolean {
  return !answer.redirected && answer.status >= 200 && answer.status < 300;
}
