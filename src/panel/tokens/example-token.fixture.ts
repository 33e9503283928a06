import { encodeBase64url } from '../../core/tokens/base64url.ts';
import { startMs } from '../flows/example-flow.fixture.ts';

const encode = (value: unknown) => encodeBase64url(new TextEncoder().encode(JSON.stringify(value)));

const at = Math.floor(startMs / 1000);

export const exampleHeader = { alg: 'PS256', typ: 'JWT', kid: 'example-key-1' };

export const exampleClaims = {
  iss: 'https://bank.example',
  sub: 'made-up-customer',
  aud: 'PSDFR-ACPR-12345',
  iat: at,
  exp: at + 3600,
  acr: 'urn:example:sca',
  address: { country: 'FR' },
};

/** A token with made-up content, whose signature fits nothing. */
export function exampleJwt(claims: Record<string, unknown> = exampleClaims): string {
  return `${encode(exampleHeader)}.${encode(claims)}.bWFkZS11cC1zaWduYXR1cmU`;
}
