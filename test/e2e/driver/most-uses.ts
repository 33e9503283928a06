import { tokenRequests } from './bpce-flow.ts';
import type { BankAndBrowser } from './harness.ts';

/** The most requests that any code or refresh token came in. */
export function mostUses(opened: Pick<BankAndBrowser, 'bank'>): number {
  const counts = new Map<string, number>();
  for (const { parameters } of tokenRequests(opened)) {
    const secret = parameters.code ?? parameters.refresh_token;
    if (secret !== undefined) counts.set(secret, (counts.get(secret) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
