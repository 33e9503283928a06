import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { callResource, clientId, obtainTokens, requestToken } from './bpce-user.ts';

let bank: PracticeBank;
beforeAll(async () => {
  bank = await startPracticeBank();
});
beforeEach(() => bank.control.reset());
afterAll(() => bank.close());

async function obtainPaymentToken(): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: clientId };
  return String((await requestToken(bank, form)).json().access_token);
}

describe('the accounts', () => {
  it('are two, with fake IBANs and links that work', async () => {
    const { access_token } = await obtainTokens(bank);
    const answer = await callResource(bank, '/accounts', access_token);
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      accounts: [1, 2].map((number) => ({
        resourceId: `practice-account-${number}`,
        accountId: { iban: `FR001751500000PRACTICE00${number}00` },
        currency: 'EUR',
      })),
    });
    const balances = await callResource(
      bank,
      '/accounts/practice-account-1/balances',
      access_token,
    );
    expect(balances.json()).toHaveProperty('balances.0.balanceAmount.amount', '1234.56');
  });

  it.each([
    ['without a token', undefined],
    ['with an unknown token', 'unknown'],
  ])('are refused with 401 invalid_token %s', async (_what, token) => {
    const answer = await callResource(bank, '/accounts', token);
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
    expect(answer.json()).toMatchObject({
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      status: 401,
      error: 'invalid_token',
      message: expect.any(String),
      path: '/stet/psd2/v1.6.2/accounts',
    });
  });

  it('are refused with 401 once the token has expired by the clock of the bank', async () => {
    const { access_token } = await obtainTokens(bank);
    bank.control.clock({ advanceSeconds: 3599 });
    expect((await callResource(bank, '/accounts', access_token)).status).toBe(200);
    bank.control.clock({ advanceSeconds: 1 });
    expect((await callResource(bank, '/accounts', access_token)).status).toBe(401);
  });

  it('are refused with 401 to a token of another bank code', async () => {
    const { access_token } = await obtainTokens(bank);
    expect((await callResource(bank, '/accounts', access_token, '13807')).status).toBe(401);
  });

  it.each(['cbpii', 'pisp'])('are refused with 403 to a %s token', async (role) => {
    const token =
      role === 'pisp' ? await obtainPaymentToken() : (await obtainTokens(bank, role)).access_token;
    const answer = await callResource(bank, '/accounts', token);
    expect(answer.status).toBe(403);
    expect(answer.json().message).not.toBe('Invalid token');
  });
});

describe('a payment request', () => {
  it('is shown to a pisp token', async () => {
    const answer = await callResource(bank, '/payment-requests/p1', await obtainPaymentToken());
    expect(answer.status).toBe(200);
    expect(answer.json()).toHaveProperty('paymentRequest.resourceId', 'p1');
  });

  it('is refused with 403 "Invalid token" to an expired token', async () => {
    const token = await obtainPaymentToken();
    bank.control.clock({ advanceSeconds: 3600 });
    const answer = await callResource(bank, '/payment-requests/p1', token);
    expect(answer.status).toBe(403);
    expect(answer.json().message).toBe('Invalid token');
  });

  it('is refused with 403 in other words to an aisp token', async () => {
    const { access_token } = await obtainTokens(bank);
    const answer = await callResource(bank, '/payment-requests/p1', access_token);
    expect(answer.status).toBe(403);
    expect(answer.json().message).not.toBe('Invalid token');
  });
});
