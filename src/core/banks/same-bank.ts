import type { BankProfile } from './bank-profile.ts';

/**
 * True when what was typed for one profile may be used at another. A file can call its group as it likes,
 * so the profiles must also have the same token endpoints, filled alike, and send a secret nowhere else.
 */
export function isSameBank(old: BankProfile, profile: BankProfile): boolean {
  if (old.group !== profile.group) return false;
  if (old.id === profile.id) return true;
  const endpoints = Object.entries(profile.environments).map(([key, { endpoints }]) => ({
    own: endpoints.tokenEndpoint,
    known: old.environments[key]?.endpoints.tokenEndpoint,
  }));
  const fills = (name: string, { options = [] }: BankProfile['variables'][string]) =>
    endpoints.some(({ own }) => own?.includes(`{${name}}`)) || options.some(({ sets }) => sets);
  return (
    endpoints.length > 0 &&
    endpoints.every(({ own, known }) => own !== undefined && own === known) &&
    Object.entries(profile.variables).every(
      ([name, variable]) =>
        !fills(name, variable) || JSON.stringify(variable) === JSON.stringify(old.variables[name]),
    ) &&
    Object.values(profile.requests).every(
      (request) =>
        request.url === '{tokenEndpoint}' ||
        (request.role !== 'token' && !JSON.stringify(request).includes('{clientSecret}')),
    )
  );
}
