import { type Answer, jsonAnswer } from '../http/answer.ts';
import { practiceAccounts } from '../practice-accounts.ts';

/** The account list of a Berlin-Group-like API. */
export function accountListAnswer(country: 'DE' | 'SE'): Answer {
  const currency = country === 'DE' ? 'EUR' : 'SEK';
  const accounts = practiceAccounts(country).map(({ id, iban, name }) => ({
    resourceId: id,
    iban,
    currency,
    name,
    cashAccountType: 'CACC',
    status: 'enabled',
  }));
  return jsonAnswer(200, { accounts });
}
