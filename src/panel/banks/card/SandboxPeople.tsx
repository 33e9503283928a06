import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { message } from '../../browser.ts';
import { CardPart } from './CardPart.tsx';

/** People and values that the sandbox knows; all of it is published by the bank. */
export function SandboxPeople({ sandbox }: Pick<BankProfile, 'sandbox'>) {
  const { personas = [], magic = [], note } = sandbox ?? {};
  // How its login pages are walked is for the command line.
  if (!note && personas.length + magic.length === 0) return null;
  return (
    <CardPart title={message('bank_part_sandbox')}>
      {note && <p>{note}</p>}
      {personas.length > 0 && (
        <table>
          <caption>{message('bank_personas')}</caption>
          <thead>
            <tr>
              <th scope="col">{message('bank_persona_name')}</th>
              <th scope="col">{message('bank_persona_login')}</th>
              <th scope="col">{message('bank_persona_password')}</th>
              <th scope="col">{message('bank_persona_note')}</th>
            </tr>
          </thead>
          <tbody>
            {personas.map(({ name, login, password, note: about }) => (
              <tr key={`${name} ${login}`}>
                <th scope="row">{name}</th>
                <td class="mono">{login}</td>
                <td class="mono">{password}</td>
                <td>{about}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {magic.length > 0 && (
        <table>
          <caption>{message('bank_magic')}</caption>
          <thead>
            <tr>
              <th scope="col">{message('bank_magic_value')}</th>
              <th scope="col">{message('bank_magic_meaning')}</th>
            </tr>
          </thead>
          <tbody>
            {magic.map(({ value, meaning }) => (
              <tr key={value}>
                <th scope="row" class="mono">
                  {value}
                </th>
                <td>{meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </CardPart>
  );
}
