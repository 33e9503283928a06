import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFetch, type TlsFiles } from '../../../src/cli/node/node-fetch.ts';
import { createSender } from '../../../src/engine/http-sender.ts';
import { startPracticeBank } from '../../practice-bank/practice-bank.ts';
import type { TlsSide } from '../../practice-bank/tls/tls-side.ts';
import { runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

let close: () => Promise<void>;
let tls: TlsSide;

beforeAll(async () => {
  const bank = await startPracticeBank({ tls: true });
  tls = bank.tls;
  close = () => bank.close();
});
afterAll(() => close());

const trusting = (): TlsFiles => ({ ca: tls.authority.certificatePem });

/** What comes of a token request to one of the bank's hosts. */
async function send(origin: string, files: TlsFiles) {
  const { fetch, reasonFor } = nodeFetch(files, {});
  const sender = createSender({
    fetch,
    reasonFor,
    clock: { nowMs: () => Date.now() },
    timeLimitMs: 10_000,
    sizeLimit: 10_000,
  });
  const request = {
    method: 'POST' as const,
    url: `${origin}/stet/psd2/oauth/token`,
    headers: [['Content-Type', 'application/x-www-form-urlencoded']] as [string, string][],
    parameters: [],
    body: 'grant_type=authorization_code&code=fake&client_id=PSDFR-ACPR-12345',
  };
  return sender(request, new AbortController().signal);
}

describe('a request of Node', () => {
  it('carries the client certificate that the bank asks for', async () => {
    const { certificatePem: cert, keyPem: key } = tls.clientCertificates.fitting;
    const fitting = await send(tls.urls.mtls, { ...trusting(), cert, key });
    expect(fitting.ok && fitting.value.answer.body).toContain('redirect_uri is missing');
    const without = await send(tls.urls.mtls, trusting());
    expect(without.ok && without.value.answer.body).toContain('certificate');
  });

  it('gets through a handshake that fails without a certificate', async () => {
    const { certificatePem: cert, keyPem: key } = tls.clientCertificates.fitting;
    expect((await send(tls.urls.mtlsStrict, { ...trusting(), cert, key })).ok).toBe(true);
    const without = await send(tls.urls.mtlsStrict, trusting());
    expect(without.ok).toBe(false);
  });

  it('speaks HTTP/2 where the bank speaks nothing else', async () => {
    expect((await send(tls.urls.h2, trusting())).ok).toBe(true);
  });

  it.each([
    ['a certificate that has expired', () => tls.urls.expired, 'ERR_CERT_DATE_INVALID'],
    ['an unknown authority', () => tls.urls.unknownCa, 'ERR_CERT_AUTHORITY_INVALID'],
    ['a port where nobody listens', () => 'https://localhost:2', 'ERR_CONNECTION_REFUSED'],
    ['a port that fetch does not call', () => 'https://localhost:1', 'ERR_UNSAFE_PORT'],
  ])('that fails at %s says so', async (_what, origin, reason) => {
    const sent = await send(origin(), trusting());
    expect(sent).toMatchObject({ ok: false, error: { kind: 'network', reason } });
  });
});

describe('token with a client certificate', () => {
  /** Asks with a refresh token that no bank has given: what the bank minds first tells how far the request came. */
  async function refresh(...options: string[]) {
    const tokenEndpoint = `${tls.urls.mtls}/stet/psd2/oauth/token`;
    const own = temporary({
      extends: 'practice-bpce-aisp',
      id: 'with-certificate',
      clientCertificate: 'required',
      clientAuthentication: ['tls_client_auth'],
      environments: { practice: { endpoints: { tokenEndpoint } } },
    });
    const ca = ['--ca', temporary(tls.authority.certificatePem)];
    const args = ['token', '--bank', own, '--grant', 'refresh_token', ...ca, ...options];
    const { json } = await runJson(args, '', { PSD2_REFRESH_TOKEN: 'fake-refresh-token' });
    return JSON.stringify(json.findings);
  }

  it('proves the client by it, and misses none', async () => {
    const { certificatePem, keyPem } = tls.clientCertificates.fitting;
    const found = await refresh('--cert', temporary(certificatePem), '--key', temporary(keyPem));
    expect(found).toContain('invalid_grant');
    expect(found).not.toContain('qwac-missing');
  });

  it('is warned where it is not given', async () => {
    const found = await refresh();
    expect(found).toContain('invalid_client');
    expect(found).toContain('qwac-missing');
  });
});
