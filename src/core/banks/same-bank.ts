import type { BankProfile } from './bank-profile.ts';

/** Where a client proves itself. */
const PROVING = [
  'tokenEndpoint',
  'introspectionEndpoint',
  'revocationEndpoint',
  'pushedAuthorizationRequestEndpoint',
] as const;

/**
 * True when what was typed for one profile may be used at another. A file can call its group as it likes,
 * so the profiles must also have the same endpoints that a client proves itself at, filled alike, and send a secret nowhere
 * else.
 */
export function isSameBank(old: BankProfile, profile: BankProfile): boolean {
  if (old.group !== profile.group) return false;
  if (old.id === profile.id) return true;
  const endpoints = Object.entries(profile.environments).flatMap(([key, { endpoints }]) =>
    PROVING.map((name) => ({
      name,
      own: endpoints[name],
      known: old.environments[key]?.endpoints[name],
    })),
  );
  const fills = (name: string, { options = [] }: BankProfile['variables'][string]) =>
    endpoints.some(({ own }) => own?.includes(`{${name}}`)) || options.some(({ sets }) => sets);
  return (
    endpoints.length > 0 &&
    // Only the token endpoint has to be there.
    endpoints.every(({ name, own, known }) => own === known && (own ?? name) !== 'tokenEndpoint') &&
    Object.entries(profile.variables).every(
      ([name, variable]) =>
        !fills(name, variable) || JSON.stringify(variable) === JSON.stringify(old.variables[name]),
    ) &&
    Object.values(profile.requests).every(
      (request) =>
        PROVING.some((name) => request.url === `{${name}}`) ||
        ((request.role === 'authorize' || request.role === 'resource') &&
          !JSON.stringify(request).includes('{clientSecret}')),
    )
  );
}
