import type { Parameter } from '../../core/oauth/parameter.ts';
import { message } from '../browser.ts';
import { Term } from '../help/Term.tsx';
import { SecretText } from './SecretText.tsx';
import { colourClass } from './UrlText.tsx';

interface ParameterTableProps {
  /** name of the table */
  label: string;
  parameters: readonly Parameter[];
  /** names in the colours of the URL above */
  coloured?: boolean;
}

/** Names and decoded values, in wire order. */
export function ParameterTable({ label, parameters, coloured = false }: ParameterTableProps) {
  return (
    <table class="parameters" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{message('parameter_name')}</th>
          <th scope="col">{message('parameter_value')}</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map(({ name, value }, at) => (
          <tr key={`${name} ${at}`}>
            <th scope="row" class={`mono ${coloured ? colourClass(at) : ''}`}>
              <Term place="parameter" name={name} />
            </th>
            <td class="mono" dir="ltr">
              <SecretText text={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
