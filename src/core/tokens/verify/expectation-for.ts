import type { NamedToken, RecognisedText } from '../recognise-text.ts';
import type { IdTokenExpectation } from './id-token-checks.ts';

/**
 * What a token in pasted text is held against: what came beside it, and what the person gave. `undefined`
 * for tokens that nobody says are ID tokens.
 */
export function expectationFor(
  { name }: NamedToken,
  recognised: RecognisedText,
  given: IdTokenExpectation | undefined,
): IdTokenExpectation | undefined {
  if (name !== 'id_token' && (name !== '' || !given)) return undefined;
  if (recognised.kind === 'empty') return given ?? {};
  const beside = (wanted: string) => recognised.tokens.find(({ name }) => name === wanted)?.token;
  const state =
    'parameters' in recognised
      ? recognised.parameters.find(({ name }) => name === 'state')?.value
      : undefined;
  return { accessToken: beside('access_token'), code: beside('code'), state, ...given };
}
