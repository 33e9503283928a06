import { createHash, createSign } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealKey } from '../../practice-bank/bpce/request-signature.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { clientId, obtainTokens } from './bpce-user.ts';
import { send } from './local-client.ts';

let bank: PracticeBank;
let token: string;
beforeAll(async () => {
  bank = await startPracticeBank();
});
beforeEach(async () => {
  bank.control.reset();
  token = (await obtainTokens(bank)).access_token;
});
afterAll(() => bank.close());

const PATH = '/stet/psd2/v1.6.2/accounts?a=1';
const digestOf = (body: string) => `SHA-256=${createHash('sha256').update(body).digest('base64')}`;

interface Signed {
  target?: string;
  names?: string;
  keyId?: string;
  algorithm?: string;
  digest?: string;
}

function headersWith(change: Signed = {}): Record<string, string> {
  const { target = `get ${PATH}`, names = '(request-target) x-request-id digest' } = change;
  const { keyId = clientId, algorithm = 'rsa-sha256', digest = digestOf('') } = change;
  const values: Record<string, string> = { 'x-request-id': 'made-up', digest };
  const lines = names
    .split(' ')
    .map((name) => `${name}: ${name === '(request-target)' ? target : values[name]}`);
  const sign = createSign('RSA-SHA256').update(lines.join('\n'));
  const signature = sign.sign(sealKey().privateKey, 'base64');
  const said = { keyId, algorithm, headers: names, signature };
  const parts = Object.entries(said).map(([name, value]) => `${name}="${value}"`);
  return { ...values, signature: parts.join(',') };
}

async function call(headers: Record<string, string> = {}) {
  const authorization = `Bearer ${token}`;
  return send(bank.urls.bpce('17515') + PATH, { headers: { authorization, ...headers } });
}

describe('a request that may be signed', () => {
  it.each([
    ['a client ID', clientId],
    ['the address of a certificate', 'https://tpp.example/seal.pem'],
  ])('is verified with %s as key ID', async (_what, keyId) => {
    expect((await call(headersWith({ keyId }))).status).toBe(200);
    expect(bank.control.log().at(-1)?.signature).toBe('verified');
  });

  it('is taken unsigned, until a signature is demanded', async () => {
    expect((await call()).status).toBe(200);
    expect(bank.control.log().at(-1)?.signature).toBeUndefined();
    bank.control.settings({ demandSignature: true });
    const refused = await call();
    expect(refused.status).toBe(400);
    expect(refused.json()).toMatchObject({ error: 'Bad Request', message: 'Signature: missing' });
    expect((await call(headersWith())).status).toBe(200);
  });

  it.each<[string, Signed]>([
    ['wrong signature', { target: 'get /stet/psd2/v1.6.2/accounts' }],
    ['wrong digest', { digest: digestOf('another') }],
    ['(request-target) x-request-id must be signed', { names: 'x-request-id digest' }],
    ['unknown keyId', { keyId: 'PSDFR-ACPR-00000' }],
    ['algorithm is not rsa-sha256', { algorithm: 'hs2019' }],
  ])('is refused, and told: %s', async (reason, change) => {
    const refused = await call(headersWith(change));
    expect(refused.status).toBe(400);
    expect(refused.json().message).toBe(`Signature: ${reason}`);
    expect(bank.control.log().at(-1)?.signature).toBe(reason);
  });
});
