import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { SECRET_MARK } from '../../core/flow/secret.ts';
import { wholeSeconds } from '../../core/oauth/token-response.ts';
import { innerNames, meaningOf } from '../../core/tokens/claim-meanings.ts';
import type { Claims } from '../../core/tokens/decode-jwt.ts';
import { findMembers, valueText } from '../../core/tokens/search-claims.ts';
import type { TokenKind } from '../../core/tokens/token-kind.ts';
import { message } from '../browser.ts';
import { Source } from '../findings/Source.tsx';
import { SecretText } from '../flows/SecretText.tsx';
import { Term } from '../help/Term.tsx';
import { durationText } from '../ui/time-text.ts';
import { ClaimDate } from './ClaimDate.tsx';
import { ShownText } from './ShownText.tsx';

interface ClaimTableProps {
  /** what the members belong to, e.g. the header */
  label: ComponentChildren;
  members: Claims;
  /** where meanings are looked up; nowhere when it is left out */
  place?: 'header' | 'claims';
  kind?: TokenKind | undefined;
  /** names whose values stand in full elsewhere */
  shortened?: readonly string[];
  query?: string | undefined;
  nowMs?: ReadonlySignal<number> | undefined;
}

/** Rows that are drawn at once. */
const STEP = 200;

/** Members of a header, a claims set or a JSON answer; dates and lengths of time in words too. */
export function ClaimTable(props: ClaimTableProps) {
  const { label, members, query = '' } = props;
  const [rows, setRows] = useState(STEP);
  const found = useMemo(() => findMembers(members, query), [members, query]);
  return (
    <>
      <table class="claims">
        <caption>{label}</caption>
        <tbody>
          {found.slice(0, rows).map(([name, value]) => (
            <ClaimRow key={name} {...props} name={name} value={value} />
          ))}
        </tbody>
      </table>
      {found.length > rows && (
        <button type="button" class="quiet more" onClick={() => setRows(rows + STEP)}>
          {message('claims_more', STEP, found.length - rows)}
        </button>
      )}
    </>
  );
}

interface ClaimRowProps extends ClaimTableProps {
  name: string;
  value: unknown;
}

function ClaimRow({ name, value, members, shortened = [], query, nowMs, ...rest }: ClaimRowProps) {
  const seconds = name === 'expires_in' ? wholeSeconds(value) : undefined;
  const text = valueText(value);
  return (
    <tr>
      <th scope="row" class="mono">
        <ClaimName place={rest.place} name={name} query={query} />
      </th>
      <td>
        <div class="claim">
          <div>
            <div class="mono claim-value" dir="ltr">
              {shortened.includes(name) ? (
                message('claim_below', text.slice(0, 16))
              ) : (
                <ValueText text={text} query={query} />
              )}
            </div>
            <ClaimDate members={members} name={name} nowMs={nowMs} />
            {seconds !== undefined && (
              <div class="subtle">{message('claim_duration', durationText(seconds))}</div>
            )}
          </div>
          <ClaimMeaning {...rest} name={name} value={value} />
        </div>
      </td>
    </tr>
  );
}

interface ClaimNameProps {
  place: ClaimTableProps['place'] | undefined;
  name: string;
  query: string | undefined;
}

/** The name of a member; of an answer's, whose meaning stands nowhere else, with its tip. */
function ClaimName({ place, name, query }: ClaimNameProps) {
  const text = <ShownText text={name} {...(query ? { query } : {})} length={200} />;
  if (place) return text;
  return (
    <Term place="parameter" name={name}>
      {text}
    </Term>
  );
}

/** A value as it was read; of a recorded JWT, what is secret in it stands as a mark. */
function ValueText({ text, query }: { text: string; query: string | undefined }) {
  if (!query && text.search(SECRET_MARK) >= 0) return <SecretText text={text} />;
  return <ShownText text={text} {...(query ? { query } : {})} />;
}

type ClaimMeaningProps = Pick<ClaimRowProps, 'place' | 'kind' | 'name' | 'value'>;

/** What a member means, whether this kind of token must have it, and who says so. */
function ClaimMeaning({ place, kind, name, value }: ClaimMeaningProps) {
  const own = place && meaningOf(place, name, kind);
  if (!own) return null;
  const inner = place === 'claims' ? innerNames(name, value) : [];
  return (
    <div class="subtle">
      {message(own.message)}
      {inner.map((one) => {
        const meaning = meaningOf('claims', one);
        // Of a member its name is told; a value stands beside it.
        const [, member] = one.split(`${name}.`);
        return (
          meaning && (
            <div key={one}>
              {member ? <span class="mono">{member}: </span> : '= '}
              {message(meaning.message)}
            </div>
          )
        );
      })}
      <div class="claim-source">
        {own.level && <span class={own.level}>{message(`level_${own.level}`)}</span>}
        <span>
          <Source source={own.source} />
        </span>
      </div>
    </div>
  );
}
