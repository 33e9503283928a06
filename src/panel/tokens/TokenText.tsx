import type { DecodedToken, TokenPart } from '../../core/tokens/decode-jwt.ts';
import { message } from '../browser.ts';

interface TokenTextProps {
  token: string;
  decoded: DecodedToken;
}

const COLOURS: Record<TokenPart['name'], string> = {
  header: 'code-5',
  claims: 'code-1',
  signature: 'code-3',
  encrypted_key: 'code-2',
  iv: 'code-4',
  ciphertext: 'code-1',
  tag: 'code-3',
  disclosure: 'code-2',
  key_binding: 'code-4',
};

/** A token with its parts in colours; a legend names them. */
export function TokenText({ token, decoded }: TokenTextProps) {
  const parts = decoded.kind === 'opaque' ? [] : decoded.parts;
  return (
    <div class="token-text stack tight">
      <p class="mono" dir="ltr">
        {parts.length === 0
          ? token
          : parts.map(({ name, start, end }, at) => (
              // A token's parts have no other identity than their place.
              <span key={at}>
                {at > 0 && <span class="subtle">.</span>}
                <span class={COLOURS[name]} title={message(`token_part_${name}`)}>
                  {token.slice(start, end)}
                </span>
              </span>
            ))}
      </p>
      {parts.length > 0 && (
        <p class="row legend">
          {parts.map(({ name, start, end }, at) => (
            <span key={at} class={COLOURS[name]}>
              {message('token_part_length', message(`token_part_${name}`), end - start)}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
