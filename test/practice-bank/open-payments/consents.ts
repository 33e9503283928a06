import { readConsentRequest } from '../consents/consent-request.ts';
import { unknownConsent } from '../consents/consent-store.ts';
import { tppMessage } from '../consents/tpp-message.ts';
import { type Answer, jsonAnswer, methodNotAllowed } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import { answerAuthorisationsRequest } from './authorisations.ts';
import {
  consentAddress,
  consentsPath,
  type PlatformConsents,
  scaMethods,
} from './platform-consent.ts';
import { type RequestSubject, refuseOtherSubject } from './request-subject.ts';

/** Where consents are kept. */
export interface ConsentsApi {
  /** The platform's origin. */
  issuer: string;
  consents: PlatformConsents;
  nowMs: number;
}

/** Answers what stands at the path of the consents and below, on behalf of a subject. */
export function answerConsentsRequest(
  request: PracticeRequest,
  subject: RequestSubject,
  api: ConsentsApi,
): Answer {
  if (request.path === consentsPath) return createConsent(request, subject, api);
  const [id = '', part, ...below] = request.path.slice(consentsPath.length + 1).split('/');
  const consent = api.consents.find(id);
  if (consent === undefined) return unknownConsent();
  const refusal = refuseOtherSubject(subject, consent.details.subject);
  if (refusal !== undefined) return refusal;
  if (part === 'authorisations') {
    return answerAuthorisationsRequest(request, consent, below.join('/'), api.issuer);
  }
  if ((part !== undefined && part !== 'status') || below.length > 0) {
    return tppMessage('RESOURCE_UNKNOWN', 'There is nothing at this path');
  }
  if (request.method !== 'GET') return methodNotAllowed('GET');
  const consentStatus = api.consents.status(consent);
  if (part === 'status') return jsonAnswer(200, { consentStatus });
  return jsonAnswer(200, { ...consent.request, consentId: consent.consentId, consentStatus });
}

function createConsent(
  request: PracticeRequest,
  subject: RequestSubject,
  { issuer, consents, nowMs }: ConsentsApi,
): Answer {
  if (request.method !== 'POST') return methodNotAllowed('POST');
  const consentRequest = readConsentRequest(request, nowMs);
  if (!consentRequest.ok) return consentRequest.error;
  const consent = consents.create(consentRequest.value, { subject, authorisations: new Map() });
  const href = consentAddress(issuer, consent);
  const _links = {
    self: { href },
    status: { href: `${href}/status` },
    startAuthorisation: { href: `${href}/authorisations` },
  };
  const { consentId } = consent;
  return jsonAnswer(201, { consentStatus: 'received', consentId, scaMethods, _links });
}
