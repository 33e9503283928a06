import type { Parameter } from '../oauth/parameter.ts';

/** True when the real parameters stand elsewhere: in a request object or a pushed request. @see RFC 9101 §5, RFC 9126 §4 */
export function carriesRequestObject(parameters: readonly Parameter[]): boolean {
  return parameters.some(
    ({ name, value }) => (name === 'request' || name === 'request_uri') && value !== '',
  );
}

/** The value of a parameter; `undefined` when it is absent or empty, which counts as absent. @see RFC 6749 §3.1 */
export function givenValue(parameters: readonly Parameter[], name: string): string | undefined {
  return parameters.find((parameter) => parameter.name === name && parameter.value !== '')?.value;
}
