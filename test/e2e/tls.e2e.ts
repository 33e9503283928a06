import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TlsName } from '../practice-bank/tls/tls-hosts.ts';
import { callEnd, requestClientToken } from './driver/client-token.ts';
import { type Harness, openHarness } from './driver/harness.ts';

/** What came of one token request: the bank's status, or the browser's word for why there is none. */
async function outcomeAt(harness: Harness, name: TlsName): Promise<number | string> {
  const url = `${harness.bank.tls?.urls[name]}/stet/psd2/oauth/token`;
  const end = await callEnd(harness, await requestClientToken(harness, name, url));
  if (end.kind === 'call_answered') return end.answer.status;
  return end.failure.kind === 'network' ? end.failure.reason : end.failure.kind;
}

describe.each(['chromium', 'firefox'] as const)('https, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind, { tls: true });
  });
  afterAll(() => harness?.close());
  beforeEach(() => harness.reset());

  it.each([
    ['tls', 200, 'https/1.1'],
    ['h2', 200, 'https/2.0'],
    ['mtls', 401, 'https/1.1'],
  ] as const)('reaches the bank: %s', async (name, status, protocol) => {
    expect(await outcomeAt(harness, name)).toBe(status);
    expect(harness.bank.control.log()).toMatchObject([{ protocol, status }]);
  });

  it.each([
    ['mtlsStrict', /BAD_SSL_CLIENT_AUTH_CERT|unable to negotiate/],
    ['expired', /CERT_DATE_INVALID|Certificate has expired/],
    ['unknownCa', /CERT_AUTHORITY_INVALID|issuer is not recognized/],
  ] as const)('is told by the browser what is wrong: %s', async (name, reason) => {
    expect(await outcomeAt(harness, name)).toMatch(reason);
    expect(harness.bank.control.log()).toEqual([]);
  });
});

// Firefox 153 presents no certificate with a request that omits credentials.
describe('https with a client certificate, in chromium', () => {
  let harness: Harness;

  beforeAll(async () => {
    const clientCertificate = { name: 'fitting', choice: 'automatic' } as const;
    harness = await openHarness('chromium', { tls: true, clientCertificate });
  });
  afterAll(() => harness?.close());
  beforeEach(() => harness.reset());

  it.each(['mtls', 'mtlsStrict'] as const)('presents it: %s', async (name) => {
    expect(await outcomeAt(harness, name)).toBe(200);
    expect(harness.bank.control.log()).toMatchObject([{ clientCertificate: 'PSDFR-ACPR-12345' }]);
  });

  it('presents none where nobody asks', async () => {
    expect(await outcomeAt(harness, 'tls')).toBe(200);
    expect(harness.bank.control.log()[0]?.clientCertificate).toBeUndefined();
  });
});
