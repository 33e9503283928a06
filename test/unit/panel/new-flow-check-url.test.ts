import { describe, expect, it } from 'vitest';
import { listBanks } from '../../../src/core/banks/bank-list.ts';
import type { Finding } from '../../../src/core/lint/finding.ts';
import { checkUrl, type UrlCheck } from '../../../src/panel/new-flow/check-url.ts';
import {
  changeDraft,
  changeSecrets,
  chooseBank,
  chooseEnvironment,
  type DraftForm,
  openForm,
} from '../../../src/panel/new-flow/draft-form.ts';
import { fillFromUrl } from '../../../src/panel/new-flow/fill-from-url.ts';
import { modernProfile } from '../../../src/panel/new-flow/modern-profile.fixture.ts';
import { buildPreview } from '../../../src/panel/new-flow/preview.ts';
import { resolvedCatalogue } from '../../fixtures/catalogue.ts';

const banks = listBanks(resolvedCatalogue);
const fresh = { state: 'fresh-state', nonce: 'FAKE-nonce', codeVerifier: 'fresh-verifier' };

function at(name: string): DraftForm {
  const bank = banks.find((one) => one.name === name);
  const form = bank && openForm(banks, fresh, { bankKey: bank.key });
  if (!form) throw new Error(`the catalogue lacks ${name}`);
  return form;
}

async function urlOf(form: DraftForm): Promise<string> {
  const preview = await buildPreview(form);
  return preview.kind === 'authorization' ? preview.request.url : '';
}

function check(url: string): Extract<UrlCheck, { kind: 'request' }> {
  const result = checkUrl(url, banks);
  if (result?.kind !== 'request') throw new Error('this is no request');
  return result;
}

/** The form as a URL fills it, coming from some other bank. */
function filled(url: string, from = at('Practice bank (OpenID)')): DraftForm {
  const { place, request } = check(url);
  if (!place) throw new Error('no bank has this host');
  return fillFromUrl(from, place, request);
}

const real = changeDraft(at('Banque Populaire Grand Ouest'), {
  clientId: 'PSDFR-ACPR-12345',
  redirectUri: 'https://tpp.example/cb',
  scope: 'aisp cbpii',
});

describe('checking a URL', () => {
  it('says nothing of an empty text', () => {
    expect(checkUrl(' \n', banks)).toBeUndefined();
  });

  it.each(['not an address', 'bank.example/authorize', 'javascript:alert(1)'])(
    'takes %s for no web address',
    (text) => {
      expect(checkUrl(text, banks)).toEqual({ kind: 'not_a_url' });
    },
  );

  it('recognises bank and environment by the host', async () => {
    const { place } = check(await urlOf(real));
    expect(place).toMatchObject({ bank: { key: real.bank.key }, environment: 'sandbox' });
    expect(place?.profile.id).toBe(real.profile.id);
    const live = check(await urlOf(chooseEnvironment(real, 'live')));
    expect(live.place).toMatchObject({ bank: { key: real.bank.key }, environment: 'live' });
  });

  it('judges a URL of a bank that nobody knows by the general rules', () => {
    const { place, findings } = check('https://bank.example/authorize?response_type=code');
    expect(place).toBeUndefined();
    expect(findings.map(({ id }) => id)).toContain('AQ02');
  });

  it('names a secret in the URL as a finding and shows it masked', async () => {
    const { url, findings } = check(`${await urlOf(real)}&client_secret=FAKE-secret-value`);
    expect(findings.map(({ id }) => id)).toContain('AQ18');
    expect(url).not.toContain('FAKE-secret-value');
    expect(JSON.stringify(findings)).not.toContain('FAKE-secret-value');
  });
});

describe('using a URL in the form', () => {
  it('chooses bank and environment, and fills client, redirect URI and scope', async () => {
    const form = filled(await urlOf(chooseEnvironment(real, 'live')));
    expect(form.bank.key).toBe(real.bank.key);
    expect(form.draft).toMatchObject({
      environment: 'live',
      grant: 'authorization_code',
      clientId: 'PSDFR-ACPR-12345',
      redirectUri: 'https://tpp.example/cb',
      scope: 'aisp cbpii',
      edits: {},
      extra: [],
    });
  });

  it('makes the same URL again, but for what each start makes anew', async () => {
    const url = `${(await urlOf(real)).replace('response_type=code', 'response_type=token')}&prompt=consent`;
    const again = await urlOf(
      filled(url, { ...real, secrets: { ...real.secrets, state: 'another-state' } }),
    );
    expect(again).toBe(url.replace('fresh-state', 'another-state'));
  });

  it('leaves out what the URL lacks', async () => {
    const url = (await urlOf(real))
      .replace(/[?&]response_type=code/, '')
      .replace(/authorize&/, 'authorize?');
    expect(filled(url).draft.edits).toEqual({ response_type: null });
    const bare = filled((await urlOf(real)).replace(/\?.*$/, ''));
    expect(bare.draft).toMatchObject({ clientId: '', redirectUri: '', scope: '' });
  });

  it('knows what stands in the bank’s address already', async () => {
    const [profile] = real.bank.profiles;
    if (!profile) throw new Error('the bank has no profile');
    const requests = Object.fromEntries(
      Object.entries(profile.requests).map(([name, request]) => [
        name,
        { ...request, url: `${request.url}?test=true` },
      ]),
    );
    const own = { ...profile, requests };
    const place = { profile: own, bank: real.bank, environment: 'sandbox', variables: {} };
    const fill = (...parameters: { name: string; value: string }[]) =>
      fillFromUrl(real, place, { parameters }).draft;
    expect(fill({ name: 'test', value: 'true' }).edits).not.toHaveProperty('test');
    expect(fill({ name: 'test', value: 'true' }).extra).toEqual([]);
    expect(fill({ name: 'test', value: 'false' }).edits).toMatchObject({ test: 'false' });
    expect(fill().edits).toMatchObject({ test: null });
  });

  it('keeps a repeated parameter as an added one', async () => {
    expect(filled(`${await urlOf(real)}&scope=pisp`).draft).toMatchObject({
      scope: 'aisp cbpii',
      extra: [{ name: 'scope', value: 'pisp' }],
    });
  });

  it('takes neither the state nor any secret with it', async () => {
    const secrets = '&client_secret=made-up&code=made-up&state=again&nonce=made-up';
    const form = filled(`${await urlOf(real)}${secrets}`);
    expect(JSON.stringify(form.draft)).not.toMatch(/made-up|again/);
    expect(form.secrets).toMatchObject(fresh);
  });

  it('switches PKCE as the URL has it, where the bank leaves a choice', async () => {
    expect(filled(await urlOf(changeDraft(real, { pkce: true }))).draft.pkce).toBe(true);
    expect(filled(await urlOf(changeDraft(real, { pkce: false }))).draft.pkce).toBe(false);
    const required = at('Practice bank (OpenID)');
    const withoutPkce = (await urlOf(required)).replace(/&code_challenge(_method)?=[^&]*/g, '');
    expect(filled(withoutPkce).draft.pkce).toBe(true);
  });

  it('fills a variable that the host tells', async () => {
    const practice = at("Practice Caisse d'Epargne");
    const url = (await urlOf(practice)).replaceAll('8489', '9001');
    expect(filled(url).draft.variables).toMatchObject({ practicePort: '9001' });
  });

  it('lets go of the chosen client, and of a secret typed for another bank', async () => {
    const typed = changeSecrets(at('Practice bank (OpenID)'), { clientSecret: 'made-up' });
    const form = filled(await urlOf(real), { ...typed, client: { id: 'client-1', secret: '' } });
    expect(form.client).toBeUndefined();
    expect(form.secrets.clientSecret).toBe('');
    expect(chooseBank(form, real.bank).client).toBeUndefined();
  });
});

const NOW = 1_800_000_000;

function signed(claims: object, header: object = { alg: 'PS256', kid: 'made-up' }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.${Buffer.from('made-up').toString('base64url')}`;
}

describe('a URL that carries a request object', () => {
  const claims = {
    iss: 'PSDFR-ACPR-12345',
    aud: 'https://bank.example',
    exp: NOW + 60,
    client_id: 'PSDFR-ACPR-12345',
    response_type: 'code',
    redirect_uri: 'https://tpp.example/cb',
    scope: 'aisp cbpii',
    state: 'made-up-state',
    resource: ['https://a.example/', 'https://b.example/'],
    claims: { id_token: { acr: { essential: true } } },
  };

  async function urlWith(jwt: string, more = ''): Promise<string> {
    const base = (await urlOf(real)).replace(/\?.*$/, '');
    return `${base}?client_id=PSDFR-ACPR-12345${more}&request=${jwt}`;
  }

  it('shows it decoded, and fills the form from its claims', async () => {
    const url = await urlWith(signed(claims), '&scope=ignored');
    const { request } = check(url);
    expect(request.object).toEqual({ header: { alg: 'PS256', kid: 'made-up' }, claims });
    const { draft } = filled(url);
    expect(draft).toMatchObject({
      clientId: 'PSDFR-ACPR-12345',
      redirectUri: 'https://tpp.example/cb',
      scope: 'aisp cbpii',
      requestObject: true,
      resources: ['https://a.example/', 'https://b.example/'],
      extra: [{ name: 'claims', value: JSON.stringify(claims.claims) }],
    });
    expect(JSON.stringify(draft)).not.toMatch(/eyJ|made-up-state/);
  });

  it('has its claims judged, by the time that it is', async () => {
    const ids = async (jwt: string, seconds = NOW) =>
      (
        checkUrl(await urlWith(jwt, '&scope=x'), banks, seconds * 1000) as { findings: Finding[] }
      ).findings
        .filter(({ id }) => id === 'AQ24' || id === 'AQ25')
        .map(({ id, facts }) => `${id} ${facts[0]}`);
    expect(await ids(signed(claims))).toEqual(['AQ25 scope']);
    expect(await ids(signed(claims, { alg: 'none' }))).toContain('AQ24 alg');
    expect(await ids(signed(claims), NOW + 61)).toContain('AQ24 exp');
    expect(await ids(signed({ ...claims, iss: 'other' }))).toContain('AQ24 iss');
  });

  it.each([
    ['request=eyJub3QiOiJqd3Qi', 'unreadable', undefined],
    ['request_uri=https%3A%2F%2Ftpp.example%2Fobject', 'elsewhere', undefined],
    ['request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Aabc', 'pushed', true],
  ])('is known by its client alone with %s', async (parameter, unseen, pushed) => {
    const base = (await urlOf(real)).replace(/\?.*$/, '');
    const url = `${base}?client_id=its-client&${parameter}`;
    expect(check(url).request.unseen).toBe(unseen);
    const { draft } = filled(url);
    expect(draft.clientId).toBe('its-client');
    expect(draft.pushed).toBe(pushed);
    expect(draft).toMatchObject({ edits: {}, extra: [] });
    expect(draft.scope).not.toBe('');
  });
});

describe('a URL that asks in detail', () => {
  const profile = modernProfile(real.profile);
  const place = { profile, bank: real.bank, environment: 'sandbox', variables: {} };
  const fill = (...parameters: { name: string; value: string }[]) =>
    fillFromUrl(real, place, { parameters }).draft;

  it('fills the forms of the types that the bank knows', () => {
    const value = '[{"type":"account_information","actions":["list_accounts"]}]';
    const draft = fill(
      { name: 'authorization_details', value },
      { name: 'resource', value: 'https://a.example/' },
    );
    expect(draft).toMatchObject({
      authorizationDetails: [{ type: 'account_information', values: { actions: 'list_accounts' } }],
      resources: ['https://a.example/'],
      extra: [],
    });
  });

  it('keeps as a parameter what those forms do not say', () => {
    const parameter = { name: 'authorization_details', value: '[{"type":"other"}]' };
    expect(fill(parameter)).toMatchObject({
      authorizationDetails: [],
      resources: [],
      extra: [parameter],
    });
  });
});
