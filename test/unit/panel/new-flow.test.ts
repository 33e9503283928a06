import { describe, expect, it } from 'vitest';
import type { LastDraft } from '../../../src/contract/settings.ts';
import { type Bank, listBanks, resolveCatalogue } from '../../../src/core/banks/bank-list.ts';
import type { Finding } from '../../../src/core/lint/finding.ts';
import { mergeFindings } from '../../../src/core/lint/finding.ts';
import { practiceFirst } from '../../../src/panel/banks/load-banks.ts';
import {
  changeDraft,
  changeSecrets,
  changeVariable,
  chooseBank,
  chooseEnvironment,
  chooseService,
  type DraftForm,
  lastDraftOf,
  openForm,
  refreshForm,
  scopeValues,
  toggleScope,
} from '../../../src/panel/new-flow/draft-form.ts';
import { fieldId, findProblems } from '../../../src/panel/new-flow/form-problems.ts';
import { laterNames } from '../../../src/panel/new-flow/later-names.ts';
import { grantsOf } from '../../../src/panel/new-flow/move-form.ts';
import {
  addParameter,
  changeAdded,
  dropAdded,
  overrideParameter,
  parameterFields,
  removeParameter,
  restoreParameter,
} from '../../../src/panel/new-flow/parameter-fields.ts';
import { buildPreview, type Preview, parametersOf } from '../../../src/panel/new-flow/preview.ts';
import { catalogue, resolvedCatalogue } from '../../fixtures/catalogue.ts';
import { savedClient } from '../../fixtures/clients.ts';

const banks = practiceFirst(listBanks(resolvedCatalogue));
const fresh = { state: 'fresh-state', nonce: 'FAKE-nonce', codeVerifier: 'fresh-verifier' };

function open(options: { bankKey?: string; last?: LastDraft } = {}): DraftForm {
  const form = openForm(banks, fresh, options);
  if (!form) throw new Error('the catalogue has no bank');
  return form;
}

function bank(find: (bank: Bank) => boolean): Bank {
  const found = banks.find(find);
  if (!found) throw new Error('the catalogue lacks this bank');
  return found;
}

const openId = bank(({ group }) => group === 'Practice bank (OpenID)');
const ownServer = bank(({ group }) => group === 'OpenID Connect server');
const liveOnly = bank(({ name }) => name === 'Banque de Savoie');
const both = bank(({ name }) => name === 'Banque Populaire Grand Ouest');

const MARKETS = ['a', 'b'].map((key) => ({ key, label: key }));

/** A bank of one's own, as an imported file describes it. */
function own(id: string, change: object): Bank {
  const files = { ...catalogue, [id]: { extends: 'oidc', id, group: id, ...change } };
  const [found] = listBanks(resolveCatalogue(files).filter((profile) => profile.id === id));
  if (!found) throw new Error('no such bank');
  return found;
}

function tokensAt(origin: string) {
  return { environments: { sandbox: { endpoints: { tokenEndpoint: `${origin}/token` } } } };
}

describe('opening the form', () => {
  it('begins with a practice bank and its defaults', () => {
    const { bank, draft, secrets } = open();
    expect(bank.group).toBe('Practice bank (BPCE-like)');
    expect(draft).toMatchObject({
      environment: 'practice',
      grant: 'authorization_code',
      clientId: 'PSDFR-ACPR-12345',
      redirectUri: 'http://app.localhost:8489/callback',
      scope: 'aisp',
    });
    expect(secrets).toEqual({ clientSecret: '', ...fresh });
  });

  it('restores the last draft with fresh random values', () => {
    const before = changeDraft(chooseBank(open(), both), { clientId: 'PSDFR-ACPR-99999' });
    const { bank, draft, secrets } = open({ last: lastDraftOf(before) });
    expect(bank.key).toBe(both.key);
    expect(draft).toEqual(before.draft);
    expect(secrets).toMatchObject(fresh);
  });

  it('does not restore a challenge of an earlier start, but leaves out what was left out', () => {
    const edited = changeDraft(open(), { edits: { code_challenge: 'old', response_type: null } });
    expect(open({ last: lastDraftOf(edited) }).draft.edits).toEqual({ response_type: null });
  });

  it('stores no secret that was typed as a parameter', () => {
    const jwt = 'eyJhbGciOiJub25lIn0.e30.';
    const form = changeDraft(open(), {
      extra: [
        { name: 'Client_Secret', value: 'made-up' },
        { name: 'login_hint', value: jwt },
        { name: 'next', value: 'https://app.example/?a=1&code=made-up' },
        { name: 'next', value: '/?to=https%3A%2F%2Fapp.example%2F%3Faccess_token%3Dmade-up' },
        { name: 'prompt', value: 'consent' },
      ],
      edits: { nonce: 'made-up', state: null, request: jwt, response_type: 'token' },
    });
    const { edits, extra } = lastDraftOf(form).draft;
    expect(extra).toEqual([{ name: 'prompt', value: 'consent' }]);
    expect(edits).toEqual({ state: null, response_type: 'token' });
  });

  it('begins anew when the last draft names a bank that is gone', () => {
    const last = { ...lastDraftOf(chooseBank(open(), both)), bankKey: 'gone' };
    expect(open({ last }).bank).toBe(open().bank);
  });

  it('takes the bank that was asked for rather than the last one', () => {
    const last = lastDraftOf(chooseBank(open(), both));
    expect(open({ last, bankKey: openId.key }).bank.key).toBe(openId.key);
  });

  it('keeps no secret in the last draft', () => {
    const form = changeSecrets(chooseBank(open(), openId), { clientSecret: 'made-up-secret' });
    expect(JSON.stringify(lastDraftOf(form))).not.toContain('made-up-secret');
  });
});

describe('choosing', () => {
  it('replaces the defaults of the old bank by those of the new one', () => {
    const { draft, secrets } = chooseBank(open(), openId);
    expect(draft.clientId).toBe('practice-client');
    expect(draft.clientAuthentication).toBe('client_secret_post');
    expect(draft.scope).toBe('openid offline_access accounts');
    expect(secrets.clientSecret).toBe('practice-secret-not-real');
  });

  it('leaves alone what the person typed', () => {
    const typed = changeDraft(open(), {
      clientId: 'my-client',
      redirectUri: 'https://my.example/',
    });
    expect(chooseBank(typed, openId).draft).toMatchObject({
      clientId: 'my-client',
      redirectUri: 'https://my.example/',
    });
  });

  it('keeps a typed scope within a service and takes the default of another', () => {
    const typed = changeDraft(open(), { scope: 'aisp cbpii' });
    expect(chooseBank(typed, both).draft.scope).toBe('aisp cbpii');
    expect(chooseService(typed, 'practice-bpce-pisp').draft.scope).toBe('pisp');
  });

  it('lets the redirect URI follow a variable that it is made of', () => {
    const { draft } = changeVariable(open(), 'practicePort', '9001');
    expect(draft.redirectUri).toBe('http://app.localhost:9001/callback');
  });

  it('keeps a variable for other banks that have it', () => {
    const form = chooseBank(changeVariable(open(), 'practicePort', '9001'), openId);
    expect(form.draft.variables.practicePort).toBe('9001');
    expect(form.draft.redirectUri).toBe('http://app.localhost:9001/callback');
  });

  it('never carries an address that was typed for one bank to another', () => {
    const own = changeVariable(
      chooseBank(open(), ownServer),
      'tokenUrl',
      'https://mine.example/token',
    );
    const byHand = banks.find(
      ({ key, profiles }) => key !== ownServer.key && profiles[0]?.variables.tokenUrl,
    );
    if (!byHand) throw new Error('the catalogue has one bank by hand only');
    expect(chooseBank(own, byHand).draft.variables.tokenUrl).toBeUndefined();
  });

  it('carries no text to another group, even where both ask for it alike', () => {
    const variables = { psuId: { label: 'PSU' }, market: { label: 'M', options: MARKETS } };
    const [one, other] = [own('one', { variables }), own('other', { variables })];
    const typed = changeVariable(chooseBank(open(), one), 'psuId', 'FAKE-psu');
    const { draft } = chooseBank(changeVariable(typed, 'market', 'b'), other);
    expect(draft.variables).toEqual({ market: 'b' });
  });

  it('carries no edited and no added parameter to another group', () => {
    const changed = changeDraft(open(), {
      edits: { response_type: 'token' },
      extra: [{ name: 'login_hint', value: 'FAKE-psu' }],
    });
    expect(chooseBank(changed, both).draft).toMatchObject({ edits: {}, extra: [] });
    const { draft } = chooseService(changed, 'practice-bpce-pisp');
    expect(draft.extra).toEqual(changed.draft.extra);
  });

  it('takes a file that borrows the name of a group for another bank', () => {
    const variables = { psuId: { label: 'PSU' } };
    const real = own('real', {
      variables,
      group: 'Real Bank',
      ...tokensAt('https://real.example'),
    });
    const evil = own('evil', {
      variables,
      group: 'Real Bank',
      ...tokensAt('https://evil.example'),
    });
    const typed = changeSecrets(changeVariable(chooseBank(open(), real), 'psuId', 'FAKE-psu'), {
      clientSecret: 'made-up-secret',
    });
    const form = chooseBank({ ...typed, client: { id: 'c1', secret: 'made-up-secret' } }, evil);
    expect(form.secrets.clientSecret).toBe('');
    expect(form.client).toBeUndefined();
    expect(form.draft.variables).toEqual({});
  });

  it('never carries a typed secret to another bank', () => {
    const typed = changeSecrets(chooseBank(open(), openId), { clientSecret: 'made-up-secret' });
    expect(chooseBank(typed, ownServer).secrets.clientSecret).toBe('');
  });

  it('offers only environments that serve the bank, and stays out of live where it can', () => {
    expect(chooseBank(open(), both).draft.environment).toBe('sandbox');
    expect(chooseBank(open(), liveOnly).draft.environment).toBe('live');
    const live = chooseEnvironment(chooseBank(open(), both), 'live');
    expect(chooseBank(live, openId).draft.environment).toBe('practice');
  });

  it('takes a grant and an authentication that the service has', () => {
    const { draft } = chooseService(open(), 'practice-bpce-pisp');
    expect(draft.grant).toBe('client_credentials');
    expect(chooseBank(open(), both).draft.clientAuthentication).toBe('tls_client_auth');
  });

  it.each([
    ['required', openId, true],
    ['supported', ownServer, true],
    ['undocumented', both, false],
  ])('sets PKCE as the bank has it: %s', (pkce, chosen, expected) => {
    const form = chooseBank(open(), chosen);
    expect(form.profile.pkce).toBe(pkce);
    expect(form.draft.pkce).toBe(expected);
  });

  it('adds and removes a scope value', () => {
    const added = toggleScope(open(), 'cbpii');
    expect(scopeValues(added)).toEqual(['aisp', 'cbpii']);
    expect(scopeValues(toggleScope(added, 'aisp'))).toEqual(['cbpii']);
  });
});

describe('what has to be put right', () => {
  it('finds nothing in a practice form', () => {
    expect(findProblems(open())).toEqual([]);
  });

  it('lists empty fields and misshapen variables in the order of the form', () => {
    const form = changeVariable(open(), 'practicePort', 'eighty');
    const emptied = changeDraft(form, { clientId: ' ', redirectUri: '' });
    expect(findProblems(emptied)).toEqual([
      { field: fieldId('variable-practicePort'), kind: 'variable_pattern' },
      { field: fieldId('clientId'), kind: 'client_id_empty' },
      { field: fieldId('redirectUri'), kind: 'redirect_uri_empty' },
    ]);
  });

  it('wants a client secret where the chosen authentication sends one', () => {
    const form = changeDraft(chooseBank(open(), openId), { clientId: '', redirectUri: '' });
    const problems = (clientSecret: string) =>
      findProblems(changeSecrets(form, { clientSecret })).map(({ kind }) => kind);
    const others = ['client_id_empty', 'redirect_uri_empty'];
    expect(problems('made-up-secret')).toEqual(others);
    expect(problems('')).toEqual(['client_id_empty', 'client_secret_empty', 'redirect_uri_empty']);
    const withoutSecret = changeDraft(form, { clientAuthentication: 'none' });
    expect(findProblems(changeSecrets(withoutSecret, { clientSecret: '' }))).toHaveLength(2);
  });

  it('wants no redirect URI for client credentials', () => {
    const form = changeDraft(chooseService(open(), 'practice-bpce-pisp'), { redirectUri: '' });
    expect(findProblems(form)).toEqual([]);
  });
});

describe('what a profile leaves open', () => {
  const withProfile = (change: Partial<DraftForm['profile']>): DraftForm => {
    const form = chooseBank(open(), openId);
    return { ...form, profile: { ...form.profile, ...change } };
  };

  it('lets an optional variable stay empty, but not one of the wrong form', () => {
    const brand = { label: 'Brand', optional: true, pattern: '[a-z]+' };
    const form = withProfile({ variables: { ...openId.profiles[0]?.variables, brand } });
    const kinds = (text: string) => findProblems(changeVariable(form, 'brand', text));
    expect(kinds('')).toEqual([]);
    expect(kinds('b1')).toMatchObject([{ kind: 'variable_pattern' }]);
    const required = { ...form.profile.variables, brand: { label: 'Brand' } };
    expect(findProblems(withProfile({ variables: required }))).toMatchObject([
      { kind: 'variable_empty' },
    ]);
  });

  it('starts with the scope of the environment, where that has one of its own', () => {
    const environments = Object.fromEntries(
      Object.entries(openId.profiles[0]?.environments ?? {}).map(([key, environment]) => [
        key,
        { ...environment, defaults: { ...environment.defaults, scope: 'sandbox-only' } },
      ]),
    );
    const [profile] = openId.profiles;
    const own = { ...openId, profiles: profile ? [{ ...profile, environments }] : [] };
    expect(chooseBank(open(), own).draft.scope).toBe('sandbox-only');
  });

  it('can be in an environment that is not documented for the bank, after those that are', () => {
    const form = chooseEnvironment(chooseBank(open(), liveOnly), 'sandbox');
    expect(form.draft.environment).toBe('sandbox');
    expect(chooseBank(form, both).draft.environment).toBe('sandbox');
  });

  it('asks for a secret that the bank’s own request places', () => {
    const form = changeDraft(withProfile({}), { clientAuthentication: 'in_template' });
    expect(findProblems(changeSecrets(form, { clientSecret: '' }))).toMatchObject([
      { kind: 'client_secret_empty' },
    ]);
  });

  it('has no grant where there is no OAuth flow, and no request', async () => {
    const form = withProfile({ grants: {} });
    expect(grantsOf(form.profile)).toEqual([]);
    expect(await buildPreview(form)).toEqual({ kind: 'none' });
  });

  it('names the places of a scope that an earlier step fills', () => {
    const form = changeDraft(withProfile({}), { scope: 'AIS:{consentId} {practicePort} openid' });
    expect(laterNames(form)).toEqual(['{consentId}']);
  });
});

describe('a catalogue that was read anew', () => {
  it('keeps what was typed, and takes the bank as it is now', () => {
    const typed = changeSecrets(
      changeDraft(chooseBank(open(), openId), { clientId: 'my-client' }),
      { clientSecret: 'made-up-secret' },
    );
    const anew = banks.map((one) => ({ ...one, profiles: one.profiles.map((p) => ({ ...p })) }));
    const form = refreshForm(typed, anew);
    expect(form).toMatchObject({ draft: typed.draft, secrets: typed.secrets });
    expect(anew).toContain(form?.bank);
  });

  it('is of no use to a form whose bank is gone', () => {
    expect(refreshForm(open(), [])).toBeUndefined();
  });
});

describe('other parameters', () => {
  const sent = [{ name: 'response_type', value: 'code' }];

  it('lists those without a control of their own', () => {
    expect(parameterFields(open(), sent)).toEqual([
      { name: 'response_type', value: 'code', origin: 'filled' },
      { name: 'code_challenge', value: '', origin: 'filled' },
      { name: 'code_challenge_method', value: '', origin: 'filled' },
      { name: 'nonce', value: '', origin: 'filled' },
    ]);
  });

  it('overrides, removes and restores one', () => {
    const { draft } = open();
    const overridden = overrideParameter(draft, 'response_type', 'token');
    const removed = removeParameter({ ...draft, ...overridden }, 'response_type');
    const first = (edits: typeof removed) =>
      parameterFields(changeDraft(open(), edits), sent)[0]?.origin;
    expect(first(overridden)).toBe('edited');
    expect(first(removed)).toBe('removed');
    expect(restoreParameter(removed, 'response_type')).toEqual({ edits: {} });
  });

  it('adds, changes and drops one', () => {
    const one = addParameter({ extra: [] });
    const named = changeAdded(one, 0, { name: 'prompt', value: 'consent' });
    expect(named).toEqual({ extra: [{ name: 'prompt', value: 'consent' }] });
    expect(dropAdded(named, 0)).toEqual({ extra: [] });
  });
});

describe('the preview', () => {
  it('is the authorization request with its findings', async () => {
    const preview = await buildPreview(changeSecrets(open(), { state: '' }));
    if (preview.kind !== 'authorization') throw new Error(preview.kind);
    expect(preview.request.url).toContain('client_id=PSDFR-ACPR-12345');
    expect(preview.findings.map(({ slug }) => slug)).toContain('request-state-missing');
  });

  it.each(['client_secret_post', 'client_secret_basic'] as const)(
    'shows a token request by %s without its secret',
    async (clientAuthentication) => {
      const form = changeDraft(
        changeSecrets(chooseBank(open(), ownServer), {
          clientSecret: 'made-up-secret',
        }),
        { grant: 'client_credentials', clientId: 'made-up-client', clientAuthentication },
      );
      const preview = await buildPreview(form);
      const text = JSON.stringify(preview);
      expect(preview.kind).toBe('token');
      expect(text).not.toContain('made-up-secret');
      expect(text).not.toContain(btoa('made-up-client:made-up-secret'));
    },
  );

  it('shows a half-filled form as far as it goes, with what it lacks as findings', async () => {
    const preview = await buildPreview(changeDraft(open(), { clientId: '', redirectUri: '' }));
    if (preview.kind !== 'authorization') throw new Error(preview.kind);
    expect(preview.request.url).toContain('response_type=code');
    expect(preview.findings.map(({ id }) => id)).toEqual(expect.arrayContaining(['AQ02', 'AQ03']));
  });

  it('names what an address lacks that cannot be made', async () => {
    const form = open();
    const requests = Object.fromEntries(
      Object.entries(form.profile.requests).map(([name, request]) => [
        name,
        { ...request, url: '{elsewhere}' },
      ]),
    );
    const preview = await buildPreview({ ...form, profile: { ...form.profile, requests } });
    expect(preview).toMatchObject({ kind: 'incomplete', missing: ['elsewhere'] });
    expect(parametersOf(preview)).toContainEqual({ name: 'response_type', value: 'code' });
  });

  it.each(['worker', 'explain'] as const)(
    'lists the steps of a flow that has one by %s before its redirect',
    async (transport) => {
      const preview = await buildPreview(stepwise(open(), { transport }));
      if (preview.kind !== 'steps') throw new Error(preview.kind);
      expect(preview.steps.map(({ name }) => name)[0]).toBe('consent');
      expect(preview.request?.url).toContain('client_id=');
    },
  );

  it('judges the request by the chosen client too', async () => {
    const client = savedClient({
      clientId: open().draft.clientId,
      redirectUris: ['https://tpp.example/cb'],
      clientAuthentication: 'http_signature',
      certificate: { organizationIdentifier: 'PSDDE-BAFIN-999999', note: '' },
    });
    const form = { ...open(), client: { id: client.id, secret: '' } };
    const ids = (preview: Preview) =>
      'findings' in preview ? preview.findings.map(({ id }) => id) : [];
    const around = { clients: [client], profiles: [form.profile] };
    const judged = ids(await buildPreview(form, around));
    expect(judged).toEqual(expect.arrayContaining(['AQ04', 'PR06']));
    expect(ids(await buildPreview({ ...form, client: undefined }, around))).not.toContain('AQ04');
  });

  it('says once what both the place and the request have against them', () => {
    const finding = (facts: string[]): Finding => ({
      id: 'PR01',
      slug: 'endpoint-not-https',
      severity: 'error',
      actor: 'you',
      source: '',
      facts,
    });
    const merged = mergeFindings([finding(['a'])], [finding(['a']), finding(['b'])]);
    expect(merged.map(({ facts }) => facts)).toEqual([['a'], ['b']]);
  });
});

/** The form with one more request before its redirect. */
function stepwise(form: DraftForm, change: { transport: 'worker' | 'explain' }): DraftForm {
  const { profile } = form;
  const consent: DraftForm['profile']['requests'][string] = {
    role: 'resource',
    method: 'POST',
    url: '{apiBase}/consents',
    placement: 'json',
    parameters: [],
    ...change,
  };
  const requests = { ...profile.requests, consent };
  const steps = ['consent', ...(profile.grants.authorization_code ?? [])];
  return {
    ...form,
    profile: { ...profile, requests, grants: { ...profile.grants, authorization_code: steps } },
  };
}
