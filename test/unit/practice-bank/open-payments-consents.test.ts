import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import type { LocalAnswer } from './local-client.ts';
import {
  callApi,
  consentRequest,
  readStatuses,
  startConsent,
  subjectHeaders,
} from './open-payments-user.ts';

let bank: PracticeBank;
let headers: Record<string, string>;
beforeAll(async () => {
  bank = await startPracticeBank();
});
beforeEach(async () => {
  bank.control.reset();
  headers = await subjectHeaders(bank);
});
afterAll(() => bank.close());

const path = '/consent/v1/consents';

/** Status, code and text of the first message in one line. */
function message(answer: LocalAnswer): string {
  const { tppMessages } = answer.json();
  const [first] = Array.isArray(tppMessages) ? tppMessages : [];
  return `${answer.status} ${first?.code}: ${first?.text}`;
}

function without(name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}

describe('an Open-Payments-like consent', () => {
  it('is created as received, with links that work', async () => {
    const answer = await callApi(bank, path, { headers, json: consentRequest });
    expect([answer.status, answer.headers['x-request-id']]).toEqual([201, 'request-1']);
    const { consentId } = answer.json();
    const self = `${bank.urls.openPayments}/psd2${path}/${consentId}`;
    expect(answer.json()).toEqual({
      consentStatus: 'received',
      consentId: expect.any(String),
      scaMethods: expect.arrayContaining([expect.objectContaining({ name: 'Mobile BankID' })]),
      _links: {
        self: { href: self },
        status: { href: `${self}/status` },
        startAuthorisation: { href: `${self}/authorisations` },
      },
    });
    const shown = await callApi(bank, `${path}/${consentId}`, { headers });
    expect(shown.json()).toEqual({ ...consentRequest, consentId, consentStatus: 'received' });
    const status = await callApi(bank, `${path}/${consentId}/status`, { headers });
    expect(status.json()).toEqual({ consentStatus: 'received' });
  });

  it.each(['X-Request-ID', 'X-BicFi', 'PSU-IP-Address', 'PSU-User-Agent'])(
    'is refused without %s',
    async (name) => {
      const answer = await callApi(bank, path, { headers: without(name), json: consentRequest });
      expect(message(answer)).toBe(`400 FORMAT_ERROR: The header ${name} is missing`);
    },
  );

  it('needs PSU-Corporate-ID in the context corporate, the same in every call', async () => {
    headers = await subjectHeaders(bank, 'accountinformation corporate');
    const nameless = { headers: without('PSU-Corporate-ID'), json: consentRequest };
    expect(message(await callApi(bank, path, nameless))).toBe(
      '400 FORMAT_ERROR: The header PSU-Corporate-ID is missing',
    );
    const { consentId, template } = await startConsent(bank, headers);
    expect(template).toContain('scope=accountinformation%20corporate&');
    const other = { ...headers, 'PSU-Corporate-ID': '1' };
    expect(message(await callApi(bank, `${path}/${consentId}`, { headers: other }))).toMatch(
      /^400 FORMAT_ERROR: The same Corporate-ID/,
    );
  });

  it('is refused for a bank that the platform does not have', async () => {
    const other = { ...headers, 'X-BicFi': 'ESSESESS' };
    expect(message(await callApi(bank, path, { headers: other, json: consentRequest }))).toMatch(
      /^400 FORMAT_ERROR: The header X-BicFi/,
    );
  });

  it('is refused to a missing, an expired or another token', async () => {
    const ask = (sent: Record<string, string>) =>
      callApi(bank, path, { headers: sent, json: consentRequest });
    expect(message(await ask(without('authorization')))).toMatch(/^401 TOKEN_UNKNOWN/);
    expect(message(await ask(await subjectHeaders(bank, 'aspspinformation private')))).toMatch(
      /^403 SERVICE_BLOCKED/,
    );
    bank.control.clock({ advanceSeconds: 3600 });
    expect(message(await ask(headers))).toMatch(/^401 TOKEN_EXPIRED/);
  });

  it('is refused with a member missing', async () => {
    const json = { ...consentRequest, access: undefined };
    expect(message(await callApi(bank, path, { headers, json }))).toBe(
      '400 FORMAT_ERROR: The member access is missing or wrong',
    );
  });

  it('belongs to its bank and context', async () => {
    const { consentId } = await startConsent(bank, headers);
    const status = `${path}/${consentId}/status`;
    const otherBank = { ...headers, 'X-BicFi': 'PRACSES2' };
    expect(message(await callApi(bank, status, { headers: otherBank }))).toMatch(/X-BicFi differs/);
    const corporate = await subjectHeaders(bank, 'accountinformation corporate');
    expect(message(await callApi(bank, status, { headers: corporate }))).toMatch(/^400 FORMAT_ERR/);
  });

  it('is CONSENT_UNKNOWN under another id and after a reset', async () => {
    const { consentId } = await startConsent(bank, headers);
    expect(message(await callApi(bank, `${path}/other/status`, { headers }))).toMatch(
      /^403 CONSENT_UNKNOWN/,
    );
    bank.control.reset();
    headers = await subjectHeaders(bank);
    expect(message(await callApi(bank, `${path}/${consentId}`, { headers }))).toMatch(
      /^403 CONSENT_UNKNOWN/,
    );
  });
});

describe('an Open-Payments-like authorisation', () => {
  it('offers methods, and gives the template for the chosen one', async () => {
    headers = { ...headers, 'X-BicFi': 'PRACSES2', 'PSU-ID': '199001010000' };
    const created = await callApi(bank, path, { headers, json: consentRequest });
    const authorisations = `${path}/${created.json().consentId}/authorisations`;
    const started = await callApi(bank, authorisations, { method: 'POST', headers });
    expect(started.status).toBe(201);
    expect(started.json()).toMatchObject({
      scaStatus: 'received',
      scaMethods: [
        { authenticationType: 'PUSH_OTP', authenticationMethodId: 'mbid', name: 'Mobile BankID' },
        { authenticationMethodId: 'mbid_same_device' },
      ],
    });
    const { authorisationId } = started.json();
    const chosen = await callApi(bank, `${authorisations}/${authorisationId}`, {
      method: 'PUT',
      headers,
      json: { authenticationMethodId: 'mbid' },
    });
    expect([chosen.status, chosen.headers['aspsp-sca-approach']]).toEqual([200, 'REDIRECT']);
    const issuer = bank.urls.openPayments;
    expect(chosen.json()).toEqual({
      scaStatus: 'started',
      _links: {
        scaOAuth: {
          href: `${issuer}/connect/authorize?client_id=[CLIENT_ID]&scope=accountinformation%20private&response_type=code&redirect_uri=[TPP_REDIRECT_URI]&state=[TPP_STATE]&acr_values=idp:PRACSES2%20consentId:${created.json().consentId}%20consentAuthorisationId:${authorisationId}`,
        },
        scaStatus: { href: `${issuer}/psd2${authorisations}/${authorisationId}` },
      },
    });
  });

  it('is started by the choice of a method, and only of one that was offered', async () => {
    const consent = await startConsent(bank, headers);
    expect(await readStatuses(bank, consent)).toEqual(['received', 'started']);
    const { consentId, authorisationId } = consent;
    const authorisation = `${path}/${consentId}/authorisations/${authorisationId}`;
    for (const json of [{ authenticationMethodId: 'other' }, {}]) {
      const answer = await callApi(bank, authorisation, { method: 'PUT', headers, json });
      expect(message(answer)).toMatch(/^400 FORMAT_ERROR/);
    }
  });

  it.each([
    ['GET', 'authorisations', 405],
    ['GET', 'authorisations/other', 404],
    ['GET', 'other', 404],
    ['DELETE', 'status', 405],
  ])('answers %s …/%s with %d', async (method, part, status) => {
    const { consentId } = await startConsent(bank, headers);
    const answer = await callApi(bank, `${path}/${consentId}/${part}`, { method, headers });
    expect(answer.status).toBe(status);
  });

  it('shows its JSON bodies in the request log', async () => {
    await startConsent(bank, headers);
    expect(bank.control.log().at(-1)).toMatchObject({
      method: 'PUT',
      body: [['authenticationMethodId', 'mbid']],
      status: 200,
    });
  });
});
