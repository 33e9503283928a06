import type { Rule } from '../rule.ts';
import { isSecureAddress } from '../secure-address.ts';

/** Codes and secrets travel to this address. */
export const endpointNotHttps: Rule<{ request: { url: string } }> = {
  id: 'PR01',
  slug: 'endpoint-not-https',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §3.1, §3.2',
  *check({ request: { url } }) {
    if (isSecureAddress(url)) return;
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    yield { facts: [parsed ? `${parsed.protocol}//${parsed.host}` : (url.split('?')[0] ?? '')] };
  },
};
