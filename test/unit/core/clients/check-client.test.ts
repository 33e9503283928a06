import { describe, expect, it } from 'vitest';
import {
  clientFit,
  clientInUse,
  findClientFaults,
} from '../../../../src/core/clients/check-client.ts';
import { clientWith } from '../../../fixtures/clients.ts';
import { profileOf } from '../../../fixtures/profiles.ts';

describe('whether a client suits a profile', () => {
  const profile = profileOf('practice-oidc');
  it.each([
    ['used there', { usedFor: [profile.id], clientAuthentication: 'in_template' }, 'used'],
    ['an authentication that the bank offers', {}, 'method_fits'],
    ['one that it does not offer', { clientAuthentication: 'in_template' }, 'other'],
  ] as const)('%s', (_what, change, expected) => {
    expect(
      clientFit(
        clientWith({ ...change, usedFor: [...('usedFor' in change ? change.usedFor : [])] }),
        profile,
      ),
    ).toBe(expected);
  });
});

describe('what is wrong with a client', () => {
  it('is nothing for a whole one', () => {
    const certificate = { organizationIdentifier: 'PSDFR-ACPR-12345', note: '' };
    expect(findClientFaults(clientWith({ certificate }))).toEqual([]);
  });

  it('is nothing for one without redirect URI or certificate', () => {
    expect(findClientFaults(clientWith({ redirectUris: [] }))).toEqual([]);
  });

  it('lists every fault in the order of the fields', () => {
    const client = clientWith({
      label: ' ',
      clientId: '',
      redirectUris: ['tpp.example/cb'],
      certificate: { organizationIdentifier: 'ACPR 12345', note: '' },
    });
    expect(findClientFaults(client).map(({ field }) => field)).toEqual([
      'label',
      'clientId',
      'redirectUris',
      'organizationIdentifier',
    ]);
  });

  it.each([
    ['no scheme', 'tpp.example/cb', 'not_absolute', 'tpp.example/cb'],
    ['a fragment', 'https://tpp.example/cb#x', 'has_fragment', 'https://tpp.example/cb#x'],
    [
      'a password, which is not repeated',
      'https://me:pw@tpp.example/',
      'has_credentials',
      'https://…@tpp.example/',
    ],
  ])('a redirect URI with %s', (_what, uri, kind, value) => {
    const redirectUris = ['https://tpp.example/cb', uri];
    expect(findClientFaults(clientWith({ redirectUris }))).toEqual([
      { field: 'redirectUris', kind, value },
    ]);
  });

  it.each([
    ['an app’s own scheme', 'com.example.app:/cb'],
    ['this computer', 'http://127.0.0.1:8489/callback'],
  ])('not a redirect URI at %s', (_what, uri) => {
    expect(findClientFaults(clientWith({ redirectUris: [uri] }))).toEqual([]);
  });

  it.each(['PSDFR-12345', 'PSDFR-ACPR-', 'psdfr-acpr-12345', '12345'])(
    'the organisation identifier %s',
    (organizationIdentifier) => {
      const client = clientWith({ certificate: { organizationIdentifier, note: '' } });
      expect(findClientFaults(client)).toMatchObject([{ kind: 'organization_identifier' }]);
    },
  );

  it.each(['PSDES-BDE-3DFD21', 'PSDGB-OB-Unknown0015800001', 'VATDE-123456789'])(
    'not the organisation identifier %s',
    (organizationIdentifier) => {
      const client = clientWith({ certificate: { organizationIdentifier, note: '' } });
      expect(findClientFaults(client)).toEqual([]);
    },
  );
});

describe('what the linter is told of a client', () => {
  const certificate = { organizationIdentifier: 'PSDFR-ACPR-12345', note: 'made up' };
  const client = clientWith({ certificate, usedFor: ['bank-a'] });

  it('is its redirect URIs, its certificate and the banks that share its redirect URI', () => {
    const sharing = clientWith({ id: 'client-2', usedFor: ['bank-b', 'bank-a'] });
    const other = clientWith({ id: 'client-3', redirectUris: [], usedFor: ['bank-c'] });
    expect(clientInUse(client, [client, sharing, other], 'https://tpp.example/cb')).toEqual({
      redirectUris: ['https://tpp.example/cb'],
      organizationIdentifier: 'PSDFR-ACPR-12345',
      usedForBanks: ['bank-a', 'bank-b'],
    });
  });

  it('is nothing of what the person did not fill in', () => {
    const bare = clientWith({ redirectUris: [] });
    expect(clientInUse(bare, [bare], 'https://tpp.example/cb')).toEqual({ usedForBanks: [] });
  });
});
