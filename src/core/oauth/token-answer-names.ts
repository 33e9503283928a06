import type { BankProfile } from '../banks/bank-profile.ts';
import { memberAt } from './read-captures.ts';

/**
 * A token answer under the names of RFC 6749: members that the bank calls otherwise are added under
 * their usual name, and everything that came stays.
 */
export function withUsualNames(
  json: Record<string, unknown>,
  names: NonNullable<BankProfile['tokenAnswer']>,
): Record<string, unknown> {
  const renamed = Object.entries(names).flatMap(([usual, own]) => {
    const value = own ? memberAt(json, own) : undefined;
    return value === undefined ? [] : [[usual, value] as const];
  });
  return { ...json, ...Object.fromEntries(renamed) };
}
