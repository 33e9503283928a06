import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { obtainCode } from './bank-user.ts';
import * as bpce from './bpce-user.ts';
import * as dialect from './dialect-user.ts';
import { send } from './local-client.ts';

let bank: PracticeBank;
beforeAll(async () => {
  bank = await startPracticeBank();
});
beforeEach(() => {
  bank.control.reset();
  bank.control.settings({ rotateRefreshToken: true });
});
afterAll(() => bank.close());

const standard = 'comma-scope';
const S256 = {
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
};

/** Token requests with one thing wrong: what the strict bank says to them, and the request itself. */
const REQUESTS: Record<
  string,
  [error: string, ask: () => Promise<{ status: number; json(): Record<string, unknown> }>]
> = {
  'a scope wider than the grant at a BPCE-like refresh': [
    'invalid_scope',
    async () => {
      const { refresh_token } = await bpce.obtainTokens(bank);
      const form = { grant_type: 'refresh_token', client_id: bpce.clientId, refresh_token };
      return bpce.requestToken(bank, { ...form, scope: 'aisp cbpii' });
    },
  ],
  'a scope wider than the grant at a refresh': [
    'invalid_scope',
    async () => {
      const { refresh } = await dialect.obtainTokens(bank, standard);
      const form = dialect.refreshParameters(standard, refresh);
      return dialect.requestToken(bank, standard, { ...form, scope: 'accounts,transactions' });
    },
  ],
  'an unknown client': [
    'invalid_client',
    async () => {
      const code = await obtainCode(bpce.authorizationUrl(bank));
      return bpce.exchange(bank, code, { client_id: 'PSDFR-ACPR-00000' });
    },
  ],
  'a code without the verifier of its challenge': [
    'invalid_grant',
    async () => {
      const code = await obtainCode(dialect.authorizationUrl(bank, standard, S256));
      const form = dialect.exchangeParameters(bank, standard, code);
      return dialect.requestToken(bank, standard, form);
    },
  ],
};

describe.each(Object.entries(REQUESTS))('%s', (_what, [error, ask]) => {
  it('is refused by a strict bank', async () => {
    expect((await ask()).json()).toMatchObject({ error });
  });

  it('is taken by a sloppy one', async () => {
    bank.control.settings({ sloppy: true });
    expect(await ask()).toMatchObject({ status: 200 });
  });
});

describe.each([
  [
    'BPCE-like',
    (changes: Record<string, string | undefined>) => bpce.authorizationUrl(bank, changes),
  ],
  [
    'dialect',
    (changes: Record<string, string | undefined>) =>
      dialect.authorizationUrl(bank, standard, changes),
  ],
])('the authorization endpoint of a %s bank', (_name, url) => {
  it.each([
    ['an unknown scope', { scope: 'unknown' }, 'invalid_scope'],
    ['no response type', { response_type: undefined }, 'invalid_request'],
  ])(
    'refuses %s when strict, and shows its login page when sloppy',
    async (_what, changes, error) => {
      const { headers } = await send(url(changes));
      expect(new URL(headers.location ?? '').searchParams.get('error')).toBe(error);
      bank.control.settings({ sloppy: true });
      expect((await send(url(changes))).status).toBe(200);
    },
  );
});
