import { bpceClientIds } from '../clients.ts';
import { type Answer, jsonAnswer, methodNotAllowed, notCached } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import type { BpceGrants } from './bpce-grants.ts';

const introspectPath = '/stet/psd2/oauth/introspect';
const revokePath = '/stet/psd2/oauth/revoke';

/**
 * Tells of a token or ends it, or gives `undefined` for another path. Both paths are this bank's own: the
 * banks that it is like name a revocation and print no address.
 *
 * @see RFC 7662 §2, RFC 7009 §2
 */
export function answerTokenStatus(
  request: PracticeRequest,
  bankCode: string,
  grants: BpceGrants,
): Answer | undefined {
  if (request.path !== introspectPath && request.path !== revokePath) return undefined;
  if (request.method !== 'POST') return methodNotAllowed('POST');
  const clientId = request.form.get('client_id') ?? '';
  if (!bpceClientIds.some((known) => known === clientId)) {
    return jsonAnswer(401, { error: 'invalid_client' }, notCached);
  }
  const token = request.form.get('token') ?? '';
  if (token === '') return jsonAnswer(400, { error: 'invalid_request' }, notCached);
  const caller = { bankCode, clientId };
  if (request.path === introspectPath) {
    return jsonAnswer(200, grants.introspect(token, caller), notCached);
  }
  grants.revoke(token, caller);
  return { status: 200, headers: notCached, body: '' };
}
