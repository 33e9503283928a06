import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { message } from '../../browser.ts';
import { thinConfidence } from '../bank-facts.ts';
import { listText } from '../list-text.ts';
import { CardPart, type FactRow, Facts } from './CardPart.tsx';
import { ConfidenceMark } from './ConfidenceMark.tsx';

/** How a client makes itself known, and what its authorization requests carry against forgery. */
export function Client({ profile }: { profile: BankProfile }) {
  const { clientAuthentication, clientCertificate, clientId, pkce, state, nonce } = profile;
  const { issuerInResponse } = profile;
  const marked = (path: string, words: string) => (
    <>
      {words} <ConfidenceMark confidence={thinConfidence(profile, path)} />
    </>
  );
  const ways = clientAuthentication.map((way) => message(`authentication_${way}`));
  const rows: FactRow[] = [
    [message('bank_authentication'), marked('clientAuthentication', listText(ways, 'disjunction'))],
    [
      message('bank_certificate'),
      marked('clientCertificate', message(`certificate_${clientCertificate}`)),
    ],
    [
      message('bank_client_id'),
      <>
        <code>{clientId.example}</code>{' '}
        {clientId.fromCertificate && message('bank_client_id_from_certificate')}
      </>,
    ],
    [message('bank_pkce'), marked('pkce', message(`bank_pkce_${pkce}`))],
    [message('bank_state'), state && marked('state', stateWords(state))],
    [message('bank_nonce'), nonce && marked('nonce', message(`bank_requirement_${nonce}`))],
    [
      message('bank_issuer'),
      issuerInResponse === 'required' &&
        marked('issuerInResponse', message('bank_requirement_required')),
    ],
  ];
  return (
    <CardPart title={message('bank_part_client')}>
      <Facts rows={rows} />
    </CardPart>
  );
}

function stateWords({ requirement, maxLength }: NonNullable<BankProfile['state']>): string {
  const word = message(`bank_requirement_${requirement}`);
  return maxLength === undefined ? word : message('bank_state_at_most', word, maxLength);
}
