import type { TokenCheck } from '../tokens/verify/token-check.ts';
import { claimText } from './claim-text.ts';
import type { Observation } from './rule.ts';

/** Name, what was seen and what was expected, of each check that failed. */
export function failedChecks(checks: readonly TokenCheck[]): Observation[] {
  return checks
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ name, seen, expected }) => ({ facts: [name, claimText(seen), expected] }));
}
