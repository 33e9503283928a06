import { openPaymentsBanks } from '../clients.ts';
import { tppMessage } from '../consents/tpp-message.ts';
import { type Answer, jsonAnswer, methodNotAllowed } from '../http/answer.ts';
import { headerValue, type PracticeRequest } from '../http/practice-request.ts';
import { findToken, type RememberedTokens } from './remembered-token.ts';

/**
 * Answers `GET /psd2/aspspinformation/v1/aspsps`. A filter under another name than
 * `isoCountryCodes` is not noticed: the answer is then the whole list.
 */
export function answerBankListRequest(
  request: PracticeRequest,
  tokens: RememberedTokens,
  nowMs: number,
): Answer {
  if (request.method !== 'GET') return methodNotAllowed('GET');
  const token = findToken(request, tokens, 'aspspinformation', nowMs);
  if (!token.ok) return token.error;
  const requestId = headerValue(request.headers, 'x-request-id');
  if (requestId === undefined) {
    return tppMessage('FORMAT_ERROR', 'The header X-Request-ID is missing');
  }
  const countries = request.query.get('isoCountryCodes')?.toUpperCase().split(',');
  const aspsps = openPaymentsBanks
    .filter(({ country }) => countries === undefined || countries.includes(country))
    .map(({ bicFi, name }) => ({ bicFi, name, logoUrl: '' }));
  return jsonAnswer(200, { aspsps }, { 'x-request-id': requestId });
}
