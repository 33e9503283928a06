import { err, ok, type Result } from '../../../src/core/result.ts';
import { openPaymentsBanks } from '../clients.ts';
import { tppMessage } from '../consents/tpp-message.ts';
import type { Answer } from '../http/answer.ts';
import { headerValue, type PracticeRequest } from '../http/practice-request.ts';
import { type ContextScope, findToken, type RememberedTokens } from './remembered-token.ts';

const requiredHeaders = ['X-Request-ID', 'X-BicFi', 'PSU-IP-Address', 'PSU-User-Agent'];

/** On whose behalf a request comes, and to which bank behind the platform. */
export interface RequestSubject {
  bicFi: string;
  context: ContextScope;
  /** Given in the context `corporate` only. */
  corporateId: string | undefined;
}

/**
 * Reads what every request about consents and accounts must carry: a token for
 * `accountinformation` and the headers about bank and user. Fails with the answer that refuses it.
 */
export function readRequestSubject(
  request: PracticeRequest,
  tokens: RememberedTokens,
  nowMs: number,
): Result<RequestSubject, Answer> {
  const token = findToken(request, tokens, 'accountinformation', nowMs);
  if (!token.ok) return token;
  const context = token.value.scopes.includes('corporate') ? 'corporate' : 'private';
  const header = (name: string) => headerValue(request.headers, name.toLowerCase());
  const missing = [
    ...requiredHeaders,
    ...(context === 'corporate' ? ['PSU-Corporate-ID'] : []),
  ].find((name) => header(name) === undefined);
  if (missing !== undefined) {
    return err(tppMessage('FORMAT_ERROR', `The header ${missing} is missing`));
  }
  const bank = openPaymentsBanks.find(({ bicFi }) => bicFi === header('X-BicFi'));
  if (bank === undefined) {
    return err(tppMessage('FORMAT_ERROR', 'The header X-BicFi names no bank of this platform'));
  }
  const corporateId = context === 'corporate' ? header('PSU-Corporate-ID') : undefined;
  return ok({ bicFi: bank.bicFi, context, corporateId });
}

/** The answer to a request that comes for another subject than the consent; `undefined` if it is the same. */
export function refuseOtherSubject(
  request: RequestSubject,
  consent: RequestSubject,
): Answer | undefined {
  if (request.bicFi !== consent.bicFi) {
    return tppMessage('FORMAT_ERROR', 'X-BicFi differs from that of the consent');
  }
  if (request.context !== consent.context) {
    return tppMessage('FORMAT_ERROR', `The consent was created in the context ${consent.context}`);
  }
  if (request.corporateId === consent.corporateId) return undefined;
  return tppMessage(
    'FORMAT_ERROR',
    'The same Corporate-ID must be sent when referenced resource was created with one',
  );
}
