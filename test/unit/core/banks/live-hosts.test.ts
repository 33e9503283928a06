import { expect, it } from 'vitest';
import { profileFromAuthorizationUrl } from '../../../../src/core/banks/import/profile-from-authorization-url.ts';
import { profileFromCurl } from '../../../../src/core/banks/import/profile-from-curl.ts';
import { profileFromMetadata } from '../../../../src/core/banks/import/profile-from-metadata.ts';
import { readProfileFiles } from '../../../../src/core/banks/import/read-profile-files.ts';
import { liveHostsOf } from '../../../../src/core/banks/live-hosts.ts';
import { catalogue, resolvedCatalogue } from '../../../fixtures/catalogue.ts';

const liveHosts = liveHostsOf(resolvedCatalogue);

const makers = {
  'an authorization URL': (origin: string, hosts?: string[]) =>
    profileFromAuthorizationUrl(`${origin}/authorize?client_id=x&state=y`, 'mine', hosts),
  'a curl command': (origin: string, hosts?: string[]) =>
    profileFromCurl(`curl ${origin}/token -d grant_type=client_credentials`, 'mine', hosts),
  metadata: (origin: string, hosts?: string[]) =>
    profileFromMetadata(
      { issuer: origin, authorization_endpoint: `${origin}/a`, token_endpoint: `${origin}/t` },
      'https://other.example/.well-known/openid-configuration',
      'mine',
      hosts,
    ),
};

function kindOf(made: ReturnType<(typeof makers)[keyof typeof makers]>) {
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const read = readProfileFiles(JSON.stringify(made.value.file), catalogue);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.profiles[0]?.environments.sandbox?.kind;
}

it.each(Object.entries(makers))('a profile from %s is live where its host is', (_what, make) => {
  expect(kindOf(make('https://www.13807.live.api.89c3.com', liveHosts))).toBe('live');
  expect(kindOf(make('https://auth.openbankingplatform.com', liveHosts))).toBe('live');
  expect(kindOf(make('https://www.13807.sandbox.api.89c3.com', liveHosts))).toBe('sandbox');
  expect(kindOf(make('https://server.example', liveHosts))).toBe('sandbox');
  expect(kindOf(make('https://www.13807.live.api.89c3.com'))).toBe('sandbox');
});
