import type { ProfileFacts } from '../lint-profile.ts';
import type { Rule } from '../rule.ts';

const OAUTH = '/.well-known/oauth-authorization-server';
const OPENID = '/.well-known/openid-configuration';

/** Only of addresses that are made from an issuer: a document elsewhere says nothing by its address. */
export const issuerMismatch: Rule<ProfileFacts> = {
  id: 'PR04',
  slug: 'issuer-mismatch',
  severity: 'error',
  actor: 'you',
  source: 'RFC 8414 §3, §3.3',
  *check({ endpoints: { issuer, metadata } }) {
    if (!issuer || !metadata?.includes('/.well-known/')) return;
    const expected = metadataAddresses(issuer);
    if (!expected.includes(metadata)) yield { facts: [issuer, metadata, expected.join(' , ')] };
  },
};

/** Where the metadata of an issuer can stand. @see RFC 8414 §3.1, §5, OpenID Connect Discovery 1.0 §4 */
function metadataAddresses(issuer: string): string[] {
  const bare = issuer.replace(/\/$/, '');
  const [, origin = bare, path = ''] = /^([a-z]+:\/\/[^/]+)(.*)$/i.exec(bare) ?? [];
  const all = [`${origin}${OAUTH}${path}`, `${bare}${OPENID}`, `${origin}${OPENID}${path}`];
  return [...new Set(all)];
}
