import { readConsentRequest } from '../consents/consent-request.ts';
import { type ConsentStore, unknownConsent } from '../consents/consent-store.ts';
import { type Answer, jsonAnswer, methodNotAllowed } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';

/** Where the metadata of the authorization server is. @see RFC 8414 §3 */
export const metadataPath = '/.well-known/oauth-authorization-server';

/**
 * Answers `POST /v1/consents`. The consent points at the metadata: the client builds the
 * authorization request from there.
 *
 * @see NextGenPSD2 Implementation Guidelines 1.3 §6.3.1
 */
export function answerConsentRequest(
  request: PracticeRequest,
  issuer: string,
  consents: ConsentStore<undefined>,
  nowMs: number,
): Answer {
  if (request.method !== 'POST') return methodNotAllowed('POST');
  const consentRequest = readConsentRequest(request, nowMs);
  if (!consentRequest.ok) return consentRequest.error;
  const { consentId } = consents.create(consentRequest.value, undefined);
  const _links = {
    scaOAuth: { href: `${issuer}${metadataPath}` },
    status: { href: `${issuer}/v1/consents/${consentId}/status` },
  };
  return jsonAnswer(
    201,
    { consentStatus: 'received', consentId, _links },
    { 'aspsp-sca-approach': 'REDIRECT' },
  );
}

/** Answers `GET /v1/consents/<id>/status`. */
export function answerConsentStatusRequest(
  request: PracticeRequest,
  consentId: string,
  consents: ConsentStore<undefined>,
): Answer {
  if (request.method !== 'GET') return methodNotAllowed('GET');
  const consent = consents.find(consentId);
  if (consent === undefined) return unknownConsent();
  return jsonAnswer(200, { consentStatus: consents.status(consent) });
}
