import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { SERVICES } from '../../core/banks/profile-names.ts';
import { message } from '../browser.ts';

/** A service in words; one that we have no word for stays as it is. */
export function serviceWord(service: string): string {
  return isService(service) ? message(`service_${service}`) : service;
}

function isService(service: string): service is BankProfile['service'] {
  return SERVICES.some((known) => known === service);
}
