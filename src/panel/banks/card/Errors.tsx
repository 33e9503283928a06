import type { BankProfile, Explanation } from '../../../core/banks/bank-profile.ts';
import { message } from '../../browser.ts';
import { plural } from '../../ui/plural.ts';
import { CardPart } from './CardPart.tsx';

/** What the bank's refusals mean: the table by which answers are explained. */
export function Errors({ explanations }: Pick<BankProfile, 'explanations'>) {
  if (explanations.length === 0) return null;
  const count = plural(explanations.length, { one: 'bank_cases_one', other: 'bank_cases_other' });
  return (
    <CardPart
      title={message('bank_part_errors')}
      aside={<span class="subtle numbers">{count}</span>}
    >
      <table class="error-map">
        <thead>
          <tr>
            <th scope="col">{message('bank_error_seen')}</th>
            <th scope="col">{message('bank_error_means')}</th>
          </tr>
        </thead>
        <tbody>
          {explanations.map((explanation, at) => (
            <tr key={at}>
              <th scope="row">
                {message(`bank_error_on_${explanation.on}`)}{' '}
                {explanation.status !== undefined && (
                  <span class="numbers">{String(explanation.status)}</span>
                )}
                <Wanted name="bank_error_path" text={explanation.path} />
                <Wanted name="bank_error_contains" text={explanation.contains} />
              </th>
              <td>
                <p>{explanation.sentence ?? message(`bank_error_${explanation.meaning}`)}</p>
                {explanation.fix && <p class="subtle">{explanation.fix}</p>}
                {explanation.actor && (
                  <p class="subtle">{message(`bank_error_actor_${explanation.actor}`)}</p>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </CardPart>
  );
}

function Wanted({
  name,
  text,
}: {
  name: 'bank_error_path' | 'bank_error_contains';
  text: Explanation['path'];
}) {
  return text === undefined ? null : <code class="wanted">{message(name, text)}</code>;
}
