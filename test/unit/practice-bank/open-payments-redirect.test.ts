import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPaymentsClient } from '../../practice-bank/clients.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { decide, redirectParameters } from './bank-user.ts';
import { type LocalAnswer, send } from './local-client.ts';
import {
  callApi,
  exchange,
  fillTemplate,
  listAccounts,
  obtainConsentCode,
  readStatuses,
  type StartedConsent,
  startConsent,
  subjectHeaders,
} from './open-payments-user.ts';

let bank: PracticeBank;
let consent: StartedConsent;
beforeAll(async () => {
  bank = await startPracticeBank();
});
beforeEach(async () => {
  bank.control.reset();
  consent = await startConsent(bank, await subjectHeaders(bank));
});
afterAll(() => bank.close());

/** The filled-in address with other parameters; `undefined` leaves one out. */
function changedUrl(changes: Record<string, string | undefined>): string {
  const url = new URL(fillTemplate(bank, consent.template));
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href;
}

function refusal(answer: LocalAnswer): unknown[] {
  return [answer.status, answer.json()];
}

describe('the authorization page of the platform', () => {
  it('leads over login, SMS and consent back with code, scope and state', async () => {
    const answer = await decide(fillTemplate(bank, consent.template), 'approve');
    expect(answer.status).toBe(302);
    expect(redirectParameters(answer)).toEqual({
      code: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
      scope: 'accountinformation private',
      state: 'state-1',
    });
    expect(await readStatuses(bank, consent)).toEqual(['received', 'started']);
  });

  it('sends access_denied when the user refuses, which ends consent and authorisation', async () => {
    const answer = await decide(fillTemplate(bank, consent.template), 'refuse');
    expect(redirectParameters(answer)).toMatchObject({ error: 'access_denied', state: 'state-1' });
    expect(await readStatuses(bank, consent)).toEqual(['rejected', 'failed']);
    const again = await send(fillTemplate(bank, consent.template));
    expect(redirectParameters(again).error).toBe('invalid_request');
  });

  it('names the placeholders that were not filled in', async () => {
    const whole = await send(consent.template);
    expect([whole.status, whole.headers.location]).toEqual([400, undefined]);
    for (const name of ['[CLIENT_ID]', '[TPP_REDIRECT_URI]', '[TPP_STATE]']) {
      expect(whole.text).toContain(`<code>${name}</code>`);
    }
    const one = await send(changedUrl({ state: '[TPP_STATE]' }));
    expect(one.text).toContain('[TPP_STATE]');
    expect(one.text).not.toContain('[CLIENT_ID]');
  });

  it.each([
    ['client_id', 'other'],
    ['client_id', undefined],
    ['redirect_uri', 'http://app.localhost/other'],
    ['redirect_uri', undefined],
  ])('shows an error page when %s is %s', async (name, value) => {
    const answer = await send(changedUrl({ [name]: value }));
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
    expect(answer.text).toContain(`<code>${name}</code>`);
  });

  it.each<[string, (acrValues: string) => string | undefined, RegExp]>([
    ['no acr_values', () => undefined, /lacks idp/],
    ['no idp', (acr) => acr.replace(/idp:\S+ /, ''), /lacks idp/],
    ['no consentId', (acr) => acr.replace(/consentId:\S+ /, ''), /lacks consentId/],
    ['no consentAuthorisationId', (acr) => acr.replace(/ \S+$/, ''), /lacks consentAuthor/],
    ['another bank', (acr) => acr.replace('PRACSES1', 'PRACSES2'), /another bank/],
    ['another consent', (acr) => acr.replace('consentId:', 'consentId:0'), /consent is not known/],
    ['another authorisation', (acr) => `${acr}0`, /not started but unknown/],
  ])('refuses %s at the redirect URI', async (_what, change, description) => {
    const acrValues = new URL(consent.template).searchParams.get('acr_values') ?? '';
    const answer = await send(changedUrl({ acr_values: change(acrValues) }));
    expect(redirectParameters(answer)).toEqual({
      error: 'invalid_request',
      error_description: expect.stringMatching(description),
      state: 'state-1',
    });
  });

  it.each([
    ['accountinformation', 'invalid_scope'],
    ['accountinformation corporate', 'invalid_scope'],
    ['openid accountinformation private', 'invalid_scope'],
  ])('refuses the scope "%s"', async (scope, error) => {
    expect(redirectParameters(await send(changedUrl({ scope }))).error).toBe(error);
  });
});

describe('the exchange of a code at the platform', () => {
  it('activates the consent and gives no refresh token', async () => {
    const answer = await exchange(bank, await obtainConsentCode(bank, consent), consent);
    expect(answer.json()).toEqual({
      access_token: expect.any(String),
      expires_in: 3600,
      token_type: 'Bearer',
      scope: 'accountinformation private',
    });
    expect(await readStatuses(bank, consent)).toEqual(['valid', 'finalised']);
  });

  it.each(['X-ConsentId', 'X-ConsentAuthorisationId'])('needs the header %s', async (name) => {
    const code = await obtainConsentCode(bank, consent);
    const missing = await exchange(bank, code, consent, { headers: { [name]: '' } });
    expect(refusal(missing)).toEqual([400, { error: 'invalid_request' }]);
    const other = await exchange(bank, code, consent, { headers: { [name]: 'other' } });
    expect(refusal(other)).toEqual([400, { error: 'invalid_grant' }]);
    expect((await exchange(bank, code, consent)).status).toBe(200);
  });

  it.each([
    ['client_secret', 'wrong', 'invalid_client'],
    ['code', '', 'invalid_request'],
    ['code', 'other', 'invalid_grant'],
    ['redirect_uri', '', 'invalid_request'],
    ['redirect_uri', 'http://closed.localhost:2/callback', 'invalid_grant'],
    ['scope', '', 'invalid_request'],
    ['scope', 'accountinformation corporate', 'invalid_scope'],
    ['grant_type', 'refresh_token', 'unsupported_grant_type'],
  ])('is refused when %s is "%s"', async (name, value, error) => {
    const code = await obtainConsentCode(bank, consent);
    const answer = await exchange(bank, code, consent, { form: { [name]: value } });
    expect(refusal(answer)).toEqual([400, { error }]);
  });

  it('takes a code once, and not after its time', async () => {
    const code = await obtainConsentCode(bank, consent);
    const late = await obtainConsentCode(bank, consent);
    await exchange(bank, code, consent);
    expect(refusal(await exchange(bank, code, consent))).toEqual([400, { error: 'invalid_grant' }]);
    bank.control.clock({ advanceSeconds: 60 });
    expect(refusal(await exchange(bank, late, consent))).toEqual([400, { error: 'invalid_grant' }]);
  });

  it('obeys faults', async () => {
    const code = await obtainConsentCode(bank, consent);
    bank.control.faults({ path: '/connect/token', kind: 'lost-answer', times: 1 });
    await expect(exchange(bank, code, consent)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await readStatuses(bank, consent)).toEqual(['valid', 'finalised']);
  });
});

describe('the accounts at the platform', () => {
  it('open to the client_credentials token once the consent is valid', async () => {
    const early = await listAccounts(bank, consent);
    expect(early.status).toBe(401);
    expect(early.json()).toHaveProperty('tppMessages.0.code', 'CONSENT_INVALID');
    const answer = await exchange(bank, await obtainConsentCode(bank, consent), consent);
    expect((await listAccounts(bank, consent)).json()).toHaveProperty('accounts.length', 2);

    const authorization = `Bearer ${answer.json().access_token}`;
    const headers = { ...consent.headers, authorization };
    const refused = await listAccounts(bank, { ...consent, headers });
    expect(refused.status).toBe(401);
    expect(refused.json()).toHaveProperty('tppMessages.0.code', 'TOKEN_INVALID');
  });

  it('need a known Consent-ID and every header', async () => {
    const path = '/accountinformation/v1/accounts';
    const { headers } = consent;
    expect((await callApi(bank, path, { headers })).text).toContain('The header Consent-ID');
    const unknown = await listAccounts(bank, { headers, consentId: 'other' });
    expect(unknown.json()).toHaveProperty('tppMessages.0.code', 'CONSENT_UNKNOWN');
    const bare = await callApi(bank, path, { headers: { ...headers, 'PSU-IP-Address': '' } });
    expect(bare.text).toContain('The header PSU-IP-Address');
  });
});

it('the discovery names what the redirect flow needs', async () => {
  const issuer = bank.urls.openPayments;
  expect((await send(`${issuer}/.well-known/openid-configuration`)).json()).toMatchObject({
    authorization_endpoint: `${issuer}/connect/authorize`,
    grant_types_supported: ['client_credentials', 'authorization_code'],
    response_types_supported: ['code'],
  });
  expect(fillTemplate(bank, consent.template)).toContain(openPaymentsClient.client_id);
});
