import { describe, expect, it } from 'vitest';
import { findTemplateFaults } from '../../../../src/core/banks/check-templates.ts';
import { resolveProfile } from '../../../../src/core/banks/resolve-profile.ts';
import { apiSignature } from '../../../../src/core/oauth/http-signature.ts';
import { catalogue } from '../../../fixtures/catalogue.ts';
import { profileOf } from '../../../fixtures/profiles.ts';

/** Made when the request is signed; but for the date, which no browser sends. */
const MADE = ['(request-target)', 'digest', 'date'];

const signed = Object.keys(catalogue).flatMap((id) => {
  const resolved = resolveProfile(id, catalogue);
  if (!resolved.ok) return [];
  const profile = resolved.value;
  const headers = apiSignature(profile)?.headers;
  return headers ? profile.calls.map((call) => ({ id, call, headers, profile })) : [];
});

describe('the headers that a bank wants signed', () => {
  it.each(signed)('are there on $call of $id', ({ call, headers, profile }) => {
    const own = Object.keys(profile.requests[call]?.headers ?? {}).map((name) =>
      name.toLowerCase(),
    );
    for (const header of headers) expect([...MADE, ...own]).toContain(header);
  });
});

describe('the template of a key ID', () => {
  it.each([
    ['the client ID', '{clientId}', []],
    ['a value of a later step', 'SN={accessToken}', [['signature', 'keyId']]],
  ])('with %s: %s', (_what, keyId, paths) => {
    const profile = profileOf('bpce-aisp');
    const signature = { scheme: 'cavage' as const, on: ['api' as const], keyId };
    const faults = [...findTemplateFaults({ ...profile, signature })];
    expect(faults.map(({ path }) => path)).toEqual(paths);
  });
});
