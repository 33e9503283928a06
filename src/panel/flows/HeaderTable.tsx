import { Term } from '../help/Term.tsx';
import { SecretText } from './SecretText.tsx';

interface HeaderTableProps {
  /** name of the table, and its caption */
  label: string;
  headers: readonly (readonly [string, string])[];
}

/** Header lines, folded away: they matter rarely. */
export function HeaderTable({ label, headers }: HeaderTableProps) {
  return (
    <details class="fold">
      <summary>
        {label} <span class="subtle numbers">{headers.length}</span>
      </summary>
      <table class="parameters" aria-label={label}>
        <tbody>
          {headers.map(([name, value], at) => (
            <tr key={`${name} ${at}`}>
              <th scope="row" class="mono">
                <Term place="header" name={name} />
              </th>
              <td class="mono" dir="ltr">
                <SecretText text={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
