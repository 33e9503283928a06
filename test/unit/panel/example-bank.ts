import type { Bank } from '../../../src/core/banks/bank-list.ts';
import type { BankProfile } from '../../../src/core/banks/bank-profile.ts';
import { profileOf } from '../../fixtures/profiles.ts';

const plain = profileOf('oidc');

/** A plain profile with some members changed. */
export function exampleProfile(change: Partial<BankProfile> = {}): BankProfile {
  return { ...plain, ...change };
}

/** A bank of such profiles, named after the first one's group. */
export function exampleBank(...profiles: BankProfile[]): Bank {
  const [{ group } = plain] = profiles;
  return { key: group, group, name: group, profiles };
}
