import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../../src/core/result.ts';
import type { BankState } from '../bank-state.ts';
import type { Answer } from '../http/answer.ts';
import { headerValue, type PracticeRequest } from '../http/practice-request.ts';
import { type ConsentRequest, endOfDayMs } from './consent-request.ts';
import { tppMessage } from './tpp-message.ts';

export type ConsentStatus = 'received' | 'valid' | 'rejected' | 'expired';

/** A consent to account access. `D` is what one bank keeps beside it. */
export interface Consent<D> {
  consentId: string;
  request: ConsentRequest;
  /** What the user said; see `ConsentStore.status` for what that is worth now. */
  decision: 'received' | 'valid' | 'rejected';
  details: D;
}

/** Consents in memory. */
export class ConsentStore<D> {
  readonly #consents = new Map<string, Consent<D>>();
  readonly #state: BankState;

  constructor(state: BankState) {
    this.#state = state;
  }

  create(request: ConsentRequest, details: D): Consent<D> {
    const consent: Consent<D> = {
      consentId: randomUUID(),
      request,
      decision: 'received',
      details,
    };
    this.#consents.set(consent.consentId, consent);
    return consent;
  }

  find(consentId: string): Consent<D> | undefined {
    return this.#consents.get(consentId);
  }

  approve(consent: Consent<D>): void {
    consent.decision = 'valid';
  }

  /** Ends a consent that was not approved before. */
  reject(consent: Consent<D>): void {
    if (consent.decision === 'received') consent.decision = 'rejected';
  }

  status({ decision, request }: Consent<D>): ConsentStatus {
    const isPast = endOfDayMs(request.validUntil) <= this.#state.nowMs();
    return isPast && decision !== 'rejected' ? 'expired' : decision;
  }

  /** The valid consent that the header `Consent-ID` names, or the answer that refuses the request. */
  findValid({ headers }: PracticeRequest): Result<Consent<D>, Answer> {
    const consentId = headerValue(headers, 'consent-id');
    if (consentId === undefined) {
      return err(tppMessage('FORMAT_ERROR', 'The header Consent-ID is missing'));
    }
    const consent = this.find(consentId);
    if (consent === undefined) return err(unknownConsent());
    const status = this.status(consent);
    if (status === 'valid') return ok(consent);
    if (status === 'expired') return err(tppMessage('CONSENT_EXPIRED', 'The consent has expired'));
    return err(tppMessage('CONSENT_INVALID', `The consent is not valid but ${status}`));
  }
}

/** The answer to a consent id that was never given out. */
export function unknownConsent(): Answer {
  return tppMessage('CONSENT_UNKNOWN', 'The consent is not known');
}
