import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { decide, obtainCode, redirectParameters } from './bank-user.ts';
import {
  authorizationUrl,
  callApi,
  consentRequest,
  consentStatus,
  createConsent,
  exchange,
  listAccounts,
  obtainTokens,
  requestToken,
} from './berlin-user.ts';
import { type LocalAnswer, send } from './local-client.ts';

let bank: PracticeBank;
beforeAll(async () => {
  bank = await startPracticeBank();
});
beforeEach(() => bank.control.reset());
afterAll(() => bank.close());

/** Status and code of the first message. */
function message(answer: LocalAnswer): unknown[] {
  const { tppMessages } = answer.json();
  return [answer.status, Array.isArray(tppMessages) ? tppMessages[0].code : undefined];
}

describe('a Berlin Group consent', () => {
  it('is created as received and points at the metadata', async () => {
    const answer = await callApi(bank, '/consents', { json: consentRequest });
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({
      'aspsp-sca-approach': 'REDIRECT',
      'x-request-id': 'request-1',
    });
    const { consentId } = answer.json();
    expect(answer.json()).toEqual({
      consentStatus: 'received',
      consentId: expect.any(String),
      _links: {
        scaOAuth: { href: `${bank.urls.berlin}/.well-known/oauth-authorization-server` },
        status: { href: `${bank.urls.berlin}/v1/consents/${consentId}/status` },
      },
    });
    expect(await consentStatus(bank, String(consentId))).toBe('received');
  });

  it.each([
    ['access', { access: undefined }],
    ['recurringIndicator', { recurringIndicator: 'true' }],
    ['validUntil', { validUntil: '31.12.2030' }],
    ['frequencyPerDay', { frequencyPerDay: 0 }],
    ['combinedServiceIndicator', { combinedServiceIndicator: undefined }],
  ])('is refused with FORMAT_ERROR when %s is missing or wrong', async (member, changes) => {
    const answer = await callApi(bank, '/consents', { json: { ...consentRequest, ...changes } });
    expect(message(answer)).toEqual([400, 'FORMAT_ERROR']);
    expect(answer.text).toContain(`The member ${member} is`);
  });

  it('is refused without X-Request-ID, as a form, and for the past', async () => {
    const url = `${bank.urls.berlin}/v1/consents`;
    const nameless = await send(url, { json: consentRequest });
    expect(message(nameless)).toEqual([400, 'FORMAT_ERROR']);
    expect(nameless.text).toContain('X-Request-ID');
    expect(message(await callApi(bank, '/consents', { form: { access: 'x' } }))).toEqual([
      400,
      'FORMAT_ERROR',
    ]);
    const json = { ...consentRequest, validUntil: '2020-01-01' };
    expect(message(await callApi(bank, '/consents', { json }))).toEqual([400, 'PERIOD_INVALID']);
  });

  it('becomes valid by the approval and rejected by a refusal, which is final', async () => {
    const approved = await createConsent(bank);
    await decide(authorizationUrl(bank, approved), 'approve');
    expect(await consentStatus(bank, approved)).toBe('valid');
    await decide(authorizationUrl(bank, approved), 'refuse');
    expect(await consentStatus(bank, approved)).toBe('valid');

    const refused = await createConsent(bank);
    expect(redirectParameters(await decide(authorizationUrl(bank, refused), 'refuse'))).toEqual({
      error: 'access_denied',
      error_description: expect.any(String),
      state: 'state-1',
    });
    expect(await consentStatus(bank, refused)).toBe('rejected');
    const again = await send(authorizationUrl(bank, refused));
    expect(redirectParameters(again).error).toBe('invalid_scope');
  });

  it('is CONSENT_UNKNOWN under another id and after a reset', async () => {
    const consentId = await createConsent(bank);
    bank.control.reset();
    for (const id of [consentId, 'other']) {
      const answer = await callApi(bank, `/consents/${id}/status`);
      expect(message(answer)).toEqual([403, 'CONSENT_UNKNOWN']);
    }
  });
});

describe('the Berlin Group authorization server', () => {
  it('describes itself', async () => {
    const issuer = bank.urls.berlin;
    const answer = await send(`${issuer}/.well-known/oauth-authorization-server`);
    expect(answer.json()).toEqual({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['tls_client_auth'],
    });
  });

  it.each([
    ['no code_challenge', { code_challenge: undefined }, 'invalid_request'],
    ['no code_challenge_method', { code_challenge_method: undefined }, 'invalid_request'],
    ['the method plain', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a challenge that is no hash', { code_challenge: 'short' }, 'invalid_request'],
    ['the scope AIS', { scope: 'AIS' }, 'invalid_scope'],
    ['the scope of an unknown consent', { scope: 'AIS:other' }, 'invalid_scope'],
    ['no scope', { scope: undefined }, 'invalid_scope'],
    ['another response_type', { response_type: 'token' }, 'unsupported_response_type'],
  ])('refuses %s at the redirect URI', async (_what, changes, error) => {
    const answer = await send(authorizationUrl(bank, await createConsent(bank), changes));
    expect(answer.status).toBe(302);
    expect(redirectParameters(answer)).toMatchObject({ error, state: 'state-1' });
  });

  it('takes the scope with nothing around the consent id', async () => {
    const consentId = await createConsent(bank);
    for (const scope of [`AIS: ${consentId}`, `AIS:${consentId} openid`, `ais:${consentId}`]) {
      const answer = await send(authorizationUrl(bank, consentId, { scope }));
      expect(redirectParameters(answer).error).toBe('invalid_scope');
    }
  });

  it.each([
    ['client_id', 'PSDDE-BAFIN-000000'],
    ['redirect_uri', 'http://app.localhost/other'],
  ])('shows an error page for another %s', async (name, value) => {
    const url = authorizationUrl(bank, await createConsent(bank), { [name]: value });
    const answer = await send(url);
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
    expect(answer.text).toContain(`<code>${name}</code>`);
  });

  it('gives tokens for the scope of the consent, without a secret', async () => {
    const consentId = await createConsent(bank);
    const answer = await exchange(bank, await obtainCode(authorizationUrl(bank, consentId)));
    expect(answer.json()).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: expect.any(String),
      scope: `AIS:${consentId}`,
    });
  });

  it('refuses a wrong verifier and leaves the code unspent', async () => {
    const code = await obtainCode(authorizationUrl(bank, await createConsent(bank)));
    const wrong = await exchange(bank, code, { code_verifier: 'w'.repeat(43) });
    expect([wrong.status, wrong.json().error]).toEqual([400, 'invalid_grant']);
    expect((await exchange(bank, code, { code_verifier: '' })).json()).toMatchObject({
      error: 'invalid_request',
      error_description: 'code_verifier is missing.',
    });
    expect((await exchange(bank, code)).status).toBe(200);
  });

  it('refuses an unknown client, a used code and an expired one', async () => {
    const other = await exchange(bank, 'any', { client_id: 'PSDDE-BAFIN-000000' });
    expect([other.status, other.json().error]).toEqual([401, 'invalid_client']);
    const code = await obtainCode(authorizationUrl(bank, await createConsent(bank)));
    await exchange(bank, code);
    expect((await exchange(bank, code)).json().error).toBe('invalid_grant');
    bank.control.lifetimes({ codeSeconds: 5 });
    const late = await obtainCode(authorizationUrl(bank, await createConsent(bank)));
    bank.control.clock({ advanceSeconds: 5 });
    expect((await exchange(bank, late)).json().error).toBe('invalid_grant');
  });

  it('refreshes with the client_id alone, and rotates when told so', async () => {
    const tokens = await obtainTokens(bank);
    bank.control.settings({ rotateRefreshToken: true });
    const { refresh_token } = tokens;
    const answer = await requestToken(bank, { grant_type: 'refresh_token', refresh_token });
    expect(answer.json().scope).toBe(`AIS:${tokens.consentId}`);
    expect(answer.json().refresh_token).not.toBe(refresh_token);
    const { consentId } = tokens;
    const access_token = String(answer.json().access_token);
    expect((await listAccounts(bank, { consentId, access_token })).status).toBe(200);
    const old = await requestToken(bank, { grant_type: 'refresh_token', refresh_token });
    expect(old.json().error).toBe('invalid_grant');
  });
});

describe('the Berlin Group accounts', () => {
  it('are two', async () => {
    const answer = await listAccounts(bank, await obtainTokens(bank));
    expect(answer.status).toBe(200);
    expect(answer.json()).toHaveProperty('accounts.length', 2);
  });

  it('need a known token that has not expired or been cancelled', async () => {
    const { consentId, access_token, refresh_token } = await obtainTokens(bank);
    expect(message(await listAccounts(bank, { consentId }))).toEqual([401, 'TOKEN_UNKNOWN']);
    bank.control.clock({ advanceSeconds: 3600 });
    expect(message(await listAccounts(bank, { consentId, access_token }))).toEqual([
      401,
      'TOKEN_EXPIRED',
    ]);
    await requestToken(bank, { grant_type: 'refresh_token', refresh_token });
    expect(message(await listAccounts(bank, { consentId, access_token }))).toEqual([
      401,
      'TOKEN_INVALID',
    ]);
  });

  it("need the token's own consent, while it is valid", async () => {
    const { consentId, access_token } = await obtainTokens(bank);
    const other = await obtainTokens(bank);
    const received = await createConsent(bank);
    const asked = async (id?: string) =>
      message(
        await listAccounts(bank, { access_token, ...(id === undefined ? {} : { consentId: id }) }),
      );
    expect(await asked()).toEqual([400, 'FORMAT_ERROR']);
    expect(await asked('other')).toEqual([403, 'CONSENT_UNKNOWN']);
    expect(await asked(other.consentId)).toEqual([403, 'CONSENT_UNKNOWN']);
    expect(await asked(received)).toEqual([401, 'CONSENT_INVALID']);
    expect((await listAccounts(bank, { consentId, access_token })).status).toBe(200);
  });

  it('close when the consent ends', async () => {
    const validUntil = new Date(Date.now() + 24 * 3600 * 1000).toISOString().slice(0, 10);
    bank.control.lifetimes({ accessTokenSeconds: 10 * 24 * 3600 });
    const tokens = await obtainTokens(bank, { validUntil });
    bank.control.clock({ advanceSeconds: 3 * 24 * 3600 });
    expect(message(await listAccounts(bank, tokens))).toEqual([401, 'CONSENT_EXPIRED']);
    expect(await consentStatus(bank, tokens.consentId)).toBe('expired');
  });

  it('need X-Request-ID', async () => {
    const { access_token } = await obtainTokens(bank);
    const answer = await send(`${bank.urls.berlin}/v1/accounts`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(message(answer)).toEqual([400, 'FORMAT_ERROR']);
  });
});
