import { maskText } from '../flow/mask.ts';
import type { KnownSecret } from '../flow/secret.ts';
import type { Finding } from './finding.ts';

/**
 * Findings as they may be recorded. Rules put no secret into a fact, but a bank's own words may
 * quote one back, such as the code that it refuses.
 */
export function maskFindings(
  findings: readonly Finding[],
  known: readonly KnownSecret[],
): Finding[] {
  return findings.map((finding) => ({
    ...finding,
    facts: finding.facts.map((fact) => maskText(fact, known)),
  }));
}
