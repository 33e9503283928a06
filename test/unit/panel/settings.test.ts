import { describe, expect, it } from 'vitest';
import { listBanks } from '../../../src/core/banks/bank-list.ts';
import { clientOf } from '../../../src/core/clients/saved-client.ts';
import { clientFrom, draftOf, secretFrom } from '../../../src/panel/settings/client-draft.ts';
import { unlockedBanks } from '../../../src/panel/settings/unlocked-banks.ts';
import { resolvedCatalogue } from '../../fixtures/catalogue.ts';
import { savedClient } from '../../fixtures/clients.ts';

const banks = listBanks(resolvedCatalogue);

describe('what is unlocked for live', () => {
  it('is named by bank and service', () => {
    expect(unlockedBanks(banks, ['bpce-aisp/13807', 'open-payments-api'])).toEqual([
      {
        key: 'bpce-aisp/13807',
        bank: 'Banque Populaire Grand Ouest',
        label: 'Account information (AISP)',
      },
      {
        key: 'open-payments-api',
        bank: 'Open Payments',
        label: 'API access (client credentials)',
      },
    ]);
  });

  it('shows the key of a profile that is gone', () => {
    expect(unlockedBanks(banks, ['gone/1'])).toEqual([
      { key: 'gone/1', bank: 'gone/1', label: '' },
    ]);
  });

  it('leaves out what unlocks nothing: a profile of several banks as a whole', () => {
    expect(unlockedBanks(banks, ['bpce-aisp'])).toEqual([]);
  });
});

describe('the form of a client', () => {
  const certificate = { organizationIdentifier: 'PSDFR-ACPR-12345', note: 'made up' };
  const saved = savedClient({ certificate, usedFor: ['bank-a'] });

  it('gives back the client that it was opened with', () => {
    expect(clientFrom(draftOf(saved), saved)).toEqual(clientOf(saved));
  });

  it('makes a new client, with a redirect URI a line', () => {
    const draft = {
      ...draftOf(undefined),
      label: ' New ',
      clientId: 'my-client',
      redirectUris: 'https://tpp.example/one\n\n  https://tpp.example/two ',
    };
    expect(clientFrom(draft, { id: 'new', createdAtMs: 7 })).toEqual({
      id: 'new',
      createdAtMs: 7,
      label: 'New',
      clientId: 'my-client',
      redirectUris: ['https://tpp.example/one', 'https://tpp.example/two'],
      clientAuthentication: 'client_secret_post',
      usedFor: [],
    });
  });

  it('takes a certificate away that was emptied', () => {
    const draft = { ...draftOf(saved), organizationIdentifier: '', certificateNote: ' ' };
    expect(clientFrom(draft, saved)).not.toHaveProperty('certificate');
  });

  it('never holds the secret that is in memory', () => {
    expect(draftOf(saved).secret).toBe('');
  });

  it.each([
    ['keeps the one in memory', {}, undefined],
    ['takes a new one', { secret: 'made-up' }, 'made-up'],
    ['forgets it when told to', { secretInMemory: 'forget' }, ''],
    ['forgets it where the authentication has none', { clientAuthentication: 'none' }, ''],
  ] as const)('of the secret: %s', (_what, change, expected) => {
    expect(secretFrom({ ...draftOf(saved), ...change })).toBe(expected);
  });
});
