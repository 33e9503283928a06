import { describe, expect, it } from 'vitest';
import { listBanks } from '../../../src/core/banks/bank-list.ts';
import type { SavedClient } from '../../../src/core/clients/client.ts';
import {
  chooseClient,
  chosenClient,
  clientGroups,
  clientLike,
  leaveClient,
  receiveSecret,
} from '../../../src/panel/new-flow/choose-client.ts';
import {
  changeDraft,
  changeSecrets,
  chooseBank,
  chooseService,
  type DraftForm,
  openForm,
} from '../../../src/panel/new-flow/draft-form.ts';
import {
  changedClient,
  changedSecret,
  newClient,
  typedSecret,
  unsavedValues,
  usedClient,
} from '../../../src/panel/new-flow/save-client.ts';
import { resolvedCatalogue } from '../../fixtures/catalogue.ts';
import { savedClient } from '../../fixtures/clients.ts';

const banks = listBanks(resolvedCatalogue);
const fresh = { state: 'fresh-state', nonce: 'FAKE-nonce', codeVerifier: 'fresh-verifier' };

/** A form at a server that takes secrets by several methods. */
const form = changeDraft(at('OpenID Connect server'), {
  clientId: 'typed-client',
  redirectUri: 'https://tpp.example/typed',
  clientAuthentication: 'client_secret_post',
});
const own = savedClient({
  clientId: 'my-client',
  redirectUris: ['https://tpp.example/one', 'https://tpp.example/two'],
  clientAuthentication: 'client_secret_basic',
});

function at(group: string): DraftForm {
  const bank = banks.find((one) => one.group === group);
  const opened = bank && openForm(banks, fresh, { bankKey: bank.key });
  if (!opened) throw new Error(`the catalogue lacks ${group}`);
  return opened;
}

function chosen(client: SavedClient, secret = ''): DraftForm {
  return receiveSecret(chooseClient(form, client), client.id, secret);
}

describe('the list of clients', () => {
  it('has those used with the service first, then those whose authentication fits', () => {
    const used = savedClient({ id: 'used', usedFor: [form.profile.id] });
    const other = savedClient({ id: 'other', clientAuthentication: 'http_signature' });
    const fits = savedClient({ id: 'fits' });
    const groups = clientGroups(form, [other, fits, used]);
    expect(groups.map(([fit, members]) => [fit, members.map(({ id }) => id)])).toEqual([
      ['used', ['used']],
      ['method_fits', ['fits']],
      ['other', ['other']],
    ]);
  });

  it('leaves out groups without a client', () => {
    expect(clientGroups(form, [])).toEqual([]);
  });
});

describe('choosing a client', () => {
  it('fills id, redirect URI and authentication, and takes the secret of another client away', () => {
    const { draft, secrets } = chooseClient(changeSecrets(form, { clientSecret: 'made-up' }), own);
    expect(draft).toMatchObject({
      clientId: 'my-client',
      redirectUri: 'https://tpp.example/one',
      clientAuthentication: 'client_secret_basic',
    });
    expect(secrets.clientSecret).toBe('');
  });

  it('keeps a redirect URI that is one of the client’s', () => {
    const typed = changeDraft(form, { redirectUri: 'https://tpp.example/two' });
    expect(chooseClient(typed, own).draft.redirectUri).toBe('https://tpp.example/two');
  });

  it('keeps the authentication where the bank does not offer the client’s', () => {
    const foreign = savedClient({ clientAuthentication: 'http_signature' });
    expect(chooseClient(form, foreign).draft.clientAuthentication).toBe(
      form.draft.clientAuthentication,
    );
  });

  it('takes the secret from the worker, unless another client was chosen meanwhile', () => {
    const ready = chooseClient(form, own);
    expect(receiveSecret(ready, own.id, 'made-up').secrets.clientSecret).toBe('made-up');
    expect(receiveSecret(ready, 'client-2', 'made-up')).toBe(ready);
    expect(receiveSecret(leaveClient(ready), own.id, 'made-up').secrets.clientSecret).toBe('');
  });

  it('is given up by letting go of it, with its values left in the fields', () => {
    const left = leaveClient(chosen(own));
    expect(chosenClient(left, [own])).toBeUndefined();
    expect(left.draft.clientId).toBe('my-client');
  });

  it('holds for the services of one bank and ends at another one', () => {
    const bpce = at('Groupe BPCE');
    const withClient = chooseClient(bpce, own);
    expect(chosenClient(chooseService(withClient, 'bpce-pisp'), [own])).toBe(own);
    expect(chosenClient(chooseBank(withClient, form.bank), [own])).toBeUndefined();
  });

  it('ends when the client is deleted', () => {
    expect(chosenClient(chosen(own), [])).toBeUndefined();
  });

  it('is found again by its values, among those used with the service', () => {
    const used = { ...own, usedFor: [form.profile.id] };
    const values = leaveClient(chosen(own));
    expect(clientLike(values, [own, used])).toBe(used);
    expect(clientLike(form, [used])).toBeUndefined();
  });
});

describe('what can be saved', () => {
  const nothing = { asNew: false, asChange: false };
  it('is nothing without a client ID, and nothing that a client has already', () => {
    expect(unsavedValues(changeDraft(form, { clientId: ' ' }), [])).toEqual(nothing);
    expect(unsavedValues(chosen(own, 'made-up'), [own])).toEqual(nothing);
    expect(unsavedValues(leaveClient(chosen(own)), [own])).toEqual(nothing);
  });

  it('is a new client where no saved one has the values', () => {
    expect(unsavedValues(form, [own])).toEqual({ asNew: true, asChange: false });
  });

  it.each([
    ['another client ID', { clientId: 'x' }],
    ['another redirect URI', { redirectUri: 'https://tpp.example/three' }],
    ['another authentication', { clientAuthentication: 'client_secret_post' }],
  ] as const)('is a change of the chosen client, or a new one: %s', (_what, change) => {
    const changed = changeDraft(chosen(own, 'made-up'), change);
    expect(unsavedValues(changed, [own])).toEqual({ asNew: true, asChange: true });
  });

  it('is a change where only the secret is another', () => {
    const typed = changeSecrets(chosen(own, 'made-up'), { clientSecret: 'another' });
    expect(unsavedValues(typed, [own])).toEqual({ asNew: false, asChange: true });
    expect(changedSecret(typed)).toBe('another');
  });

  it('is no change that the bank’s list of authentications forced', () => {
    const foreign = savedClient({
      clientAuthentication: 'http_signature',
      redirectUris: [form.draft.redirectUri],
    });
    expect(unsavedValues(chosen(foreign), [foreign])).toEqual(nothing);
  });

  it('becomes a client with this service in its list', () => {
    const client = newClient(chosen(own), { id: 'new', label: 'New', createdAtMs: 7 });
    expect(client).toEqual({
      id: 'new',
      label: 'New',
      createdAtMs: 7,
      clientId: 'my-client',
      redirectUris: ['https://tpp.example/one'],
      clientAuthentication: 'client_secret_basic',
      usedFor: [form.profile.id],
    });
  });

  it('becomes a change that keeps what else the client has', () => {
    const certificate = { organizationIdentifier: 'PSDFR-ACPR-12345', note: '' };
    const base = { ...own, certificate, usedFor: ['bank-a'] };
    const changed = changeDraft(chosen(base), {
      clientId: 'x',
      redirectUri: 'https://tpp.example/three',
    });
    expect(changedClient(changed, base)).toMatchObject({
      id: base.id,
      label: base.label,
      clientId: 'x',
      certificate,
      redirectUris: [...own.redirectUris, 'https://tpp.example/three'],
      usedFor: ['bank-a', form.profile.id],
    });
  });

  it('holds no secret: that goes beside it', () => {
    const typed = changeSecrets(form, { clientSecret: 'made-up' });
    const client = newClient(typed, { id: 'new', label: 'New', createdAtMs: 0 });
    expect(JSON.stringify(client)).not.toContain('made-up');
    expect(typedSecret(typed)).toBe('made-up');
    expect(typedSecret(changeDraft(typed, { clientAuthentication: 'none' }))).toBeUndefined();
  });
});

describe('starting a flow with a client', () => {
  it('notes that it is used with the service, once', () => {
    expect(usedClient(chosen(own), [own])).toMatchObject({
      client: { id: own.id, usedFor: [form.profile.id] },
    });
    const used = { ...own, usedFor: [form.profile.id] };
    expect(usedClient(chosen(used), [used])).toBeUndefined();
  });

  it('keeps a secret again that was gone', () => {
    const gone: SavedClient = { ...own, secretIs: 'gone', usedFor: [form.profile.id] };
    const typed = changeSecrets(chooseClient(form, gone), { clientSecret: 'made-up' });
    expect(usedClient(typed, [gone])).toMatchObject({ secret: 'made-up' });
  });

  it('leaves the client alone when other values were typed over it', () => {
    expect(usedClient(changeDraft(chosen(own), { clientId: 'x' }), [own])).toBeUndefined();
    expect(usedClient(form, [own])).toBeUndefined();
  });
});
