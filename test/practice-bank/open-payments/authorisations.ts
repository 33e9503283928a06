import { randomUUID } from 'node:crypto';
import { tppMessage } from '../consents/tpp-message.ts';
import { type Answer, jsonAnswer, methodNotAllowed } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import {
  type Authorisation,
  authorizationUrlTemplate,
  consentAddress,
  type PlatformConsent,
  scaMethods,
} from './platform-consent.ts';

/**
 * Answers what stands at the authorisations of a consent and below.
 *
 * @param authorisationId empty for the authorisations themselves
 * @param issuer the platform's origin
 */
export function answerAuthorisationsRequest(
  request: PracticeRequest,
  consent: PlatformConsent,
  authorisationId: string,
  issuer: string,
): Answer {
  if (authorisationId === '') {
    return request.method === 'POST' ? createAuthorisation(consent) : methodNotAllowed('POST');
  }
  const authorisation = consent.details.authorisations.get(authorisationId);
  if (authorisation === undefined) {
    return tppMessage('RESOURCE_UNKNOWN', 'There is no such authorisation');
  }
  switch (request.method) {
    case 'GET':
      return jsonAnswer(200, { scaStatus: authorisation.scaStatus });
    case 'PUT':
      return chooseMethod(request, consent, authorisation, issuer);
    default:
      return methodNotAllowed('GET, PUT');
  }
}

function createAuthorisation({ details }: PlatformConsent): Answer {
  const authorisation: Authorisation = { authorisationId: randomUUID(), scaStatus: 'received' };
  details.authorisations.set(authorisation.authorisationId, authorisation);
  return jsonAnswer(201, { ...authorisation, scaMethods });
}

function chooseMethod(
  request: PracticeRequest,
  consent: PlatformConsent,
  authorisation: Authorisation,
  issuer: string,
): Answer {
  const wanted = request.json?.authenticationMethodId;
  if (!scaMethods.some(({ authenticationMethodId }) => authenticationMethodId === wanted)) {
    return tppMessage('FORMAT_ERROR', 'The member authenticationMethodId is missing or wrong');
  }
  const { scaStatus, authorisationId } = authorisation;
  if (scaStatus === 'finalised' || scaStatus === 'failed') {
    return tppMessage('STATUS_INVALID', `The authorisation is ${scaStatus}`);
  }
  authorisation.scaStatus = 'started';
  const _links = {
    scaOAuth: { href: authorizationUrlTemplate(issuer, consent, authorisation) },
    scaStatus: { href: `${consentAddress(issuer, consent)}/authorisations/${authorisationId}` },
  };
  return jsonAnswer(200, { scaStatus: 'started', _links }, { 'aspsp-sca-approach': 'REDIRECT' });
}
