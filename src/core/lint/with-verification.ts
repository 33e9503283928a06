import type { Finding } from './finding.ts';

/** Findings on a token's text together with those of its verification: "not verified" goes once it is. */
export function withVerification(
  findings: readonly Finding[],
  verified: boolean,
  more: readonly Finding[],
): Finding[] {
  return [...findings.filter(({ id }) => !verified || id !== 'JW11'), ...more];
}
