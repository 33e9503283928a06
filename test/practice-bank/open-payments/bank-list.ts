import { type Answer, jsonAnswer, methodNotAllowed } from '../http/answer.ts';
import { bearerToken, type PracticeRequest } from '../http/practice-request.ts';
import type { RememberedToken } from './token-endpoint.ts';

const banks = [
  { country: 'SE', bicFi: 'PRACSES1', name: 'Practice Enskilda' },
  { country: 'SE', bicFi: 'PRACSES2', name: 'Practice Handels' },
  { country: 'FI', bicFi: 'PRACFIH1', name: 'Practice Osuus' },
];

/**
 * Answers `GET /psd2/aspspinformation/v1/aspsps`. A filter under another name than
 * `isoCountryCodes` is not noticed: the answer is then the whole list.
 */
export function answerBankListRequest(
  request: PracticeRequest,
  tokens: ReadonlyMap<string, RememberedToken>,
  nowMs: number,
): Answer {
  if (request.method !== 'GET') return methodNotAllowed('GET');
  const token = tokens.get(bearerToken(request.headers) ?? '');
  if (token === undefined) return refuse(401, 'TOKEN_UNKNOWN', 'The token is missing or unknown');
  if (token.expiresAtMs <= nowMs) return refuse(401, 'TOKEN_EXPIRED', 'The token has expired');
  if (!token.scopes.includes('aspspinformation')) {
    return refuse(403, 'SERVICE_BLOCKED', 'The scope aspspinformation is needed');
  }
  const requestId = request.headers['x-request-id'];
  if (typeof requestId !== 'string' || requestId === '') {
    return refuse(400, 'FORMAT_ERROR', 'The header X-Request-ID is missing');
  }
  const countries = request.query.get('isoCountryCodes')?.toUpperCase().split(',');
  const aspsps = banks
    .filter(({ country }) => countries === undefined || countries.includes(country))
    .map(({ bicFi, name }) => ({ bicFi, name, logoUrl: '' }));
  return jsonAnswer(200, { aspsps }, { 'x-request-id': requestId });
}

function refuse(status: number, code: string, text: string): Answer {
  return jsonAnswer(status, { tppMessages: [{ category: 'ERROR', code, text }] });
}
