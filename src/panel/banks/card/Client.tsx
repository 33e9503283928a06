import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { message } from '../../browser.ts';
import { Term } from '../../help/Term.tsx';
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
    [
      <Term key="authentication" place="word" name="client_authentication">
        {message('bank_authentication')}
      </Term>,
      marked('clientAuthentication', listText(ways, 'disjunction')),
    ],
    [
      <Term key="certificate" place="word" name="QWAC">
        {message('bank_certificate')}
      </Term>,
      marked('clientCertificate', message(`certificate_${clientCertificate}`)),
    ],
    [
      <Term key="client_id" place="parameter" name="client_id">
        {message('bank_client_id')}
      </Term>,
      <>
        <code>{clientId.example}</code>{' '}
        {clientId.fromCertificate && message('bank_client_id_from_certificate')}
      </>,
    ],
    [
      <Term key="pkce" place="word" name="PKCE">
        {message('bank_pkce')}
      </Term>,
      marked('pkce', message(`bank_pkce_${pkce}`)),
    ],
    [
      <Term key="state" place="parameter" name="state">
        {message('bank_state')}
      </Term>,
      state && marked('state', stateWords(state)),
    ],
    [
      <Term key="nonce" place="parameter" name="nonce">
        {message('bank_nonce')}
      </Term>,
      nonce && marked('nonce', message(`bank_requirement_${nonce}`)),
    ],
    [
      <Term key="iss" place="parameter" name="iss">
        {message('bank_issuer')}
      </Term>,
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
