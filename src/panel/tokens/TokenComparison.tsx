import type { ReadonlySignal } from '@preact/signals';
import { useMemo, useState } from 'preact/hooks';
import { compareTokens, type Difference } from '../../core/tokens/compare-tokens.ts';
import { type NamedToken, recogniseText } from '../../core/tokens/recognise-text.ts';
import { valueText } from '../../core/tokens/search-claims.ts';
import { message } from '../browser.ts';
import { ClaimDate } from './ClaimDate.tsx';
import { ShownText } from './ShownText.tsx';

interface TokenComparisonProps {
  /** of these the first that can be read */
  first: readonly NamedToken[];
  other: string;
  nowMs: ReadonlySignal<number>;
}

/** Rows that are drawn at once. */
const STEP = 200;

/** Header members and claims in which two tokens differ. */
export function TokenComparison({ first, other, nowMs }: TokenComparisonProps) {
  const [rows, setRows] = useState(STEP);
  const differences = useMemo(() => {
    const second = recogniseText(other);
    const [one] = first.filter(isReadable);
    const [two] = second.kind === 'empty' ? [] : second.tokens.filter(isReadable);
    return one && two ? compareTokens(one.decoded, two.decoded) : undefined;
  }, [first, other]);
  return (
    <section class="card stack" aria-label={message('compare_result')}>
      <h3>{message('compare_result')}</h3>
      {!differences && <p>{message('compare_unreadable')}</p>}
      {differences?.length === 0 && <p>{message('compare_same')}</p>}
      {differences && differences.length > 0 && (
        <table class="claims">
          <thead>
            <tr>
              <th scope="col">{message('parameter_name')}</th>
              <th scope="col">{message('compare_first')}</th>
              <th scope="col">{message('compare_second')}</th>
            </tr>
          </thead>
          <tbody>
            {differences.slice(0, rows).map((difference) => (
              <DifferenceRow
                key={`${difference.place} ${difference.name}`}
                difference={difference}
                nowMs={nowMs}
              />
            ))}
          </tbody>
        </table>
      )}
      {differences && differences.length > rows && (
        <button type="button" class="quiet more" onClick={() => setRows(rows + STEP)}>
          {message('claims_more', STEP, differences.length - rows)}
        </button>
      )}
    </section>
  );
}

interface DifferenceRowProps {
  difference: Difference;
  nowMs: ReadonlySignal<number>;
}

function DifferenceRow({ difference, nowMs }: DifferenceRowProps) {
  const { place, name, kind } = difference;
  return (
    <tr>
      <th scope="row">
        <span class="mono">{name.slice(0, 200)}</span>
        <div class="subtle">
          {message('compare_what', message(`token_part_${place}`), message(`compare_${kind}`))}
        </div>
      </th>
      {(['before', 'after'] as const).map((side) => (
        <td key={side}>
          {side in difference ? (
            <>
              <div class="mono claim-value" dir="ltr">
                <ShownText text={valueText(difference[side])} length={500} />
              </div>
              <ClaimDate members={{ [name]: difference[side] }} name={name} nowMs={nowMs} />
            </>
          ) : (
            '–'
          )}
        </td>
      ))}
    </tr>
  );
}

function isReadable({ decoded }: NamedToken): boolean {
  return decoded.kind !== 'opaque';
}
