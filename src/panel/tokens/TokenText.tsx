import type { DecodedToken, TokenPart } from '../../core/tokens/decode-jwt.ts';
import { message } from '../browser.ts';
import { isMarked, type PartLink, pointing, usePartLink } from './part-link.ts';
import { ShownText } from './ShownText.tsx';

interface TokenTextProps {
  token: string;
  decoded: DecodedToken;
  /** ties the text to the tables of what is in it */
  link?: PartLink;
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

/** A token with its parts in colours; a legend names them and says where each one stands. */
export function TokenText({ token, decoded, link }: TokenTextProps) {
  const own = usePartLink();
  const parts = decoded.kind === 'opaque' ? [] : decoded.parts;
  return (
    <div class="token-text stack tight">
      <p class="mono" dir="ltr">
        {parts.length === 0 ? (
          <ShownText text={token} />
        ) : (
          parts.map((part, at) => (
            // A token's parts have no other identity than their place.
            <PartText key={at} token={token} part={part} at={at} link={link ?? own} />
          ))
        )}
      </p>
      {parts.length > 0 && (
        <p class="row legend">
          {parts.map((part, at) => (
            <PartKey key={at} part={part} at={at} link={link ?? own} />
          ))}
        </p>
      )}
    </div>
  );
}

interface PartTextProps {
  part: TokenPart;
  at: number;
  link: PartLink;
}

function PartText({ token, part, at, link }: PartTextProps & { token: string }) {
  const { name, start, end } = part;
  const { onMouseEnter, onMouseLeave, onClick } = pointing(link, at);
  return (
    <>
      {at > 0 && <span class="subtle">{token.charAt(start - 1)}</span>}
      {/* The legend has a button for it, which the keyboard reaches. */}
      <span
        class={`part ${COLOURS[name]}${isMarked(link, at) ? ' marked' : ''}`}
        title={message(`token_part_${name}`)}
        {...{ onMouseEnter, onMouseLeave, onClick }}
      >
        <ShownText text={token.slice(start, end)} />
      </span>
    </>
  );
}

function PartKey({ part: { name, start, end }, at, link }: PartTextProps) {
  return (
    <button
      type="button"
      class={`quiet more ${COLOURS[name]}${isMarked(link, at) ? ' marked' : ''}`}
      aria-pressed={link.chosen.value === at}
      {...pointing(link, at)}
    >
      {message('token_part_place', message(`token_part_${name}`), start, end)}
    </button>
  );
}
