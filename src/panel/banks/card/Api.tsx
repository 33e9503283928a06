import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { message } from '../../browser.ts';
import { Term } from '../../help/Term.tsx';
import { listText } from '../list-text.ts';
import { CardPart, Facts } from './CardPart.tsx';
import { labelOf } from './step-facts.ts';

/** What API calls carry beside the token, and on which of them a token can be tried. */
export function Api({ profile }: { profile: BankProfile }) {
  const { apiHeaders = [], signature, calls } = profile;
  if (apiHeaders.length === 0 && !signature && calls.length === 0) return null;
  return (
    <CardPart title={message('bank_part_api')}>
      <Facts
        rows={[
          [message('bank_calls'), listText(calls.map((name) => labelOf(profile, name)))],
          ...(signature ? signatureRows(signature) : []),
        ]}
      />
      {apiHeaders.length > 0 && (
        <table>
          <caption>{message('bank_api_headers')}</caption>
          <thead>
            <tr>
              <th scope="col">{message('bank_header')}</th>
              <th scope="col">{message('bank_header_requirement')}</th>
              <th scope="col">{message('bank_header_note')}</th>
            </tr>
          </thead>
          <tbody>
            {apiHeaders.map(({ name, requirement, note }) => (
              <tr key={name}>
                <th scope="row" class="mono">
                  <Term place="header" name={name} />
                </th>
                <td class="nowrap">{message(`bank_requirement_${requirement}`)}</td>
                <td>{note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </CardPart>
  );
}

function signatureRows(signature: NonNullable<BankProfile['signature']>) {
  const { scheme, on, headers = [], keyId, bypass } = signature;
  const where = listText(on.map((call) => message(`bank_signature_on_${call}`)));
  return [
    [message('bank_signature'), message(`bank_signature_${scheme}`, where)],
    [message('bank_signed_headers'), headers.length > 0 && <code>{headers.join(' ')}</code>],
    [message('bank_signature_key'), keyId && <code>{keyId}</code>],
    [message('bank_signature_bypass'), bypass],
  ] as const;
}
