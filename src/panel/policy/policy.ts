import { computed, signal } from '@preact/signals';
import { allowsBank, readPolicy } from '../../contract/policy.ts';
import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { message } from '../browser.ts';

/** What the organisation has set, as the browser holds it. The worker holds everybody to it; the panel says so beforehand. */
export const managed = signal<Readonly<Record<string, unknown>>>({});

/** The same, as far as it can be understood. */
export const policy = computed(() => readPolicy(managed.value));

/** Why no flow may start there, as a sentence; `undefined` where it may. */
export function barredBy(profile: BankProfile, environment: string): string | undefined {
  if (!allowsBank(policy.value, profile.id)) return message('refusal_bank_not_allowed');
  const isLive = profile.environments[environment]?.kind === 'live';
  return isLive && policy.value.allowLive === false
    ? message('refusal_live_not_allowed')
    : undefined;
}

/** Whether flows, and pictures of them, may be saved as files. */
export function maySaveFlows(): boolean {
  return policy.value.exports !== 'none';
}

/** Whether a file, of whatever kind, may hold secrets. */
export function maySaveSecrets(): boolean {
  return policy.value.exports === undefined;
}
