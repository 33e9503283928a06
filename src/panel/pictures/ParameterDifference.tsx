import { markdownTable } from '../../core/pictures/markdown-table.ts';
import type {
  AlignedParameter,
  ParameterDifference as Difference,
  ParameterVerdict,
} from '../../core/pictures/parameter-difference.ts';
import { message } from '../browser.ts';
import { SecretText } from '../flows/SecretText.tsx';
import { Term } from '../help/Term.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import './tables.css';

const LOOK: Record<ParameterVerdict, { tone: string; icon: IconName }> = {
  same: { tone: 'plain', icon: 'check' },
  fresh: { tone: 'plain', icon: 'again' },
  changed: { tone: 'warn', icon: 'compare' },
  added: { tone: 'ok', icon: 'plus' },
  removed: { tone: 'error', icon: 'close' },
};

/** Two authorization requests side by side, parameter by parameter; each row says in a word how they differ. */
export function ParameterDifference({ difference }: { difference: Difference }) {
  const { address, parameters } = difference;
  const rows = [{ ...address, name: message('difference_address') }, ...parameters];
  return (
    <section class="stack tight" aria-label={message('difference_title')}>
      <table class="comparison parameter-difference" aria-label={message('difference_title')}>
        <thead>
          <tr>
            <th scope="col">{message('parameter_name')}</th>
            <th scope="col">{message('difference_state')}</th>
            <th scope="col">{message('compare_column_before')}</th>
            <th scope="col">{message('compare_column_after')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Row key={at} row={row} isName={at > 0} />
          ))}
        </tbody>
      </table>
      <div class="row">
        <CopyButton label={message('action_copy_markdown')} text={() => asMarkdown(rows)} />
      </div>
    </section>
  );
}

function Row({ row, isName }: { row: AlignedParameter; isName: boolean }) {
  const { name, before, after, verdict } = row;
  const { tone, icon } = LOOK[verdict];
  return (
    <tr class={verdict}>
      <th scope="row" class={isName ? 'mono' : undefined}>
        {isName ? <Term place="parameter" name={name} /> : name}
      </th>
      <td>
        <span class={`check ${tone}`}>
          <Icon name={icon} />
          {message(`difference_${verdict}`)}
        </span>
      </td>
      <td class="mono" dir="ltr">
        {before !== undefined && <SecretText text={before} />}
      </td>
      <td class="mono" dir="ltr">
        {after !== undefined && <SecretText text={after} />}
      </td>
    </tr>
  );
}

function asMarkdown(rows: readonly AlignedParameter[]): string {
  return markdownTable(
    [
      message('parameter_name'),
      message('difference_state'),
      message('compare_column_before'),
      message('compare_column_after'),
    ],
    rows.map(({ name, before = '', after = '', verdict }) => [
      name,
      message(`difference_${verdict}`),
      before,
      after,
    ]),
  );
}
