import type { Rule } from '../rule.ts';
import { isSecureAddress } from '../secure-address.ts';

/** Codes and secrets travel to these addresses. */
export const endpointNotHttps: Rule<{ addresses: readonly string[] }> = {
  id: 'PR01',
  slug: 'endpoint-not-https',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §3.1, §3.2',
  *check({ addresses }) {
    for (const address of addresses) {
      if (isSecureAddress(address)) continue;
      const parsed = URL.canParse(address) ? new URL(address) : undefined;
      yield {
        facts: [parsed ? `${parsed.protocol}//${parsed.host}` : (address.split('?')[0] ?? '')],
      };
    }
  },
};
