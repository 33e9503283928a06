import { decodeJwt, decodeProtectedHeader } from 'jose';
import { decodeToken } from '../../src/core/tokens/decode-jwt.ts';

/** Names of what is measured in the page. */
export type Reader = 'ours' | 'jose' | 'opaque';

const readers: Record<Reader, (token: string) => unknown> = {
  ours: decodeToken,
  opaque: decodeToken,
  jose: (token) => [decodeProtectedHeader(token), decodeJwt(token)],
};

/** Milliseconds that a reader takes for all tokens, so many times over. */
export function measure(reader: Reader, tokens: readonly string[], times: number): number {
  const read = readers[reader];
  let seen = 0;
  const startedAt = performance.now();
  for (let time = 0; time < times; time += 1) {
    for (const token of tokens) if (read(token)) seen += 1;
  }
  const took = performance.now() - startedAt;
  if (seen !== times * tokens.length) throw new Error('a token was not read');
  return took;
}
