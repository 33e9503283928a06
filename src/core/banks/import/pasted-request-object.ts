import type { Parameter } from '../../oauth/parameter.ts';
import { decodeToken } from '../../tokens/decode-jwt.ts';
import { withoutSecretText } from './secret-text.ts';

/** Claims of the JWT itself, which are no parameters of the request. @see RFC 7519 §4.1, RFC 9101 §4 */
const OWN_CLAIMS = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'request', 'request_uri'];

/** What a pasted authorization request tells of the JWT that it is. */
export interface PastedRequestObject {
  /** what is in the JWT, as it would stand in the address */
  parameters: Parameter[];
  /** member of a profile */
  requestObject: object;
}

/**
 * The request object among the parameters of an address; `undefined` where there is none. One that is encrypted, or
 * lies at an address of its own, tells nothing but that there is one.
 *
 * @see RFC 9101 §4, §5
 */
export function readPastedObject(sent: readonly Parameter[]): PastedRequestObject | undefined {
  const object = sent.find(({ name }) => name === 'request')?.value;
  const address = sent.find(({ name }) => name === 'request_uri')?.value ?? '';
  if (object === undefined && !/^https?:/i.test(address)) return undefined;
  const decoded = decodeToken(object ?? '');
  const { header, claims = {} } = decoded.kind === 'jwt' ? decoded : {};
  const alg = header?.alg;
  const aud = [claims.aud].flat()[0];
  const beside = sent
    .map(({ name }) => name)
    .filter((name) => !['client_id', 'request', 'request_uri'].includes(name));
  return {
    parameters: Object.entries(claims)
      .filter(([name]) => !OWN_CLAIMS.includes(name))
      .map(([name, value]) => ({
        name,
        value: typeof value === 'string' ? value : JSON.stringify(value),
      })),
    requestObject: {
      requirement: 'supported',
      ...(typeof aud === 'string' && isPlain(aud) && { audience: aud }),
      ...(typeof alg === 'string' && alg !== 'none' && isPlain(alg) && { algorithms: [alg] }),
      ...(beside.length > 0 && { beside: [...new Set(beside)] }),
    },
  };
}

/** Neither a template nor a secret. */
function isPlain(text: string): boolean {
  return text !== '' && !/[{}]/.test(text) && withoutSecretText(text) === text;
}
