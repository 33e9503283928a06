import { type ClientHttp2Session, connect } from 'node:http2';
import { request as httpsRequest } from 'node:https';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import type { TlsSide } from '../../practice-bank/tls/tls-side.ts';

const TOKEN = '/stet/psd2/oauth/token';
const BODY = 'grant_type=client_credentials&client_id=PSDFR-ACPR-12345&scope=pisp';

describe('the https half of the practice bank', () => {
  let bank: PracticeBank & { tls: TlsSide };

  beforeAll(async () => {
    bank = await startPracticeBank({ tls: true });
  });
  afterAll(() => bank.close());
  beforeEach(() => bank.control.reset());

  /** Status and body of a token request; rejects with an error whose `code` says why. */
  function askToken(url: string, credentials: object = {}): Promise<[number, string]> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const outgoing = httpsRequest(
        {
          host: '127.0.0.1',
          port,
          servername: hostname,
          path: TOKEN,
          method: 'POST',
          headers: {
            host: `${hostname}:${port}`,
            'content-type': 'application/x-www-form-urlencoded',
          },
          ca: bank.tls.authority.certificatePem,
          agent: false,
          ...credentials,
        },
        async (incoming) => {
          let text = '';
          for await (const chunk of incoming) text += String(chunk);
          resolve([incoming.statusCode ?? 0, text]);
        },
      );
      outgoing.on('error', reject);
      outgoing.end(BODY);
    });
  }

  const certificate = (name: 'fitting' | 'other') => {
    const { p12, p12Password } = bank.tls.clientCertificates[name];
    return { pfx: p12, passphrase: p12Password };
  };

  it('answers over https as over http, on every host', async () => {
    await expect(askToken(bank.tls.urls.tls)).resolves.toMatchObject([200, /access_token/]);
    const bpce = bank.tls.origin('17515.bpce.localhost');
    await expect(askToken(bpce)).resolves.toMatchObject([200, /access_token/]);
    expect(bank.control.log().map(({ protocol }) => protocol)).toEqual(['https/1.1', 'https/1.1']);
  });

  it('wants a client certificate that fits the client_id', async () => {
    const { mtls } = bank.tls.urls;
    await expect(askToken(mtls)).resolves.toMatchObject([401, /certificate is needed/]);
    await expect(askToken(mtls, certificate('other'))).resolves.toMatchObject([
      401,
      /another organisation/,
    ]);
    await expect(askToken(mtls, certificate('fitting'))).resolves.toMatchObject([
      200,
      /access_token/,
    ]);
    expect(bank.control.log().map((entry) => entry.clientCertificate)).toEqual([
      undefined,
      'PSDFR-ACPR-54321',
      'PSDFR-ACPR-12345',
    ]);
  });

  it('hangs up in the handshake where the certificate is a must', async () => {
    await expect(askToken(bank.tls.urls.mtlsStrict)).rejects.toThrow(/handshake failure/);
    expect(bank.control.log()).toEqual([]);
    const { certificatePem: cert, keyPem: key } = bank.tls.clientCertificates.fitting;
    const answer = askToken(bank.tls.urls.mtlsStrict, { cert, key });
    await expect(answer).resolves.toMatchObject([200, /access_token/]);
  });

  it.each([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['unknownCa', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ] as const)('shows a certificate that is not to be trusted: %s', async (name, code) => {
    await expect(askToken(bank.tls.urls[name])).rejects.toMatchObject({ code });
    expect(bank.control.log()).toEqual([]);
  });

  it('speaks HTTP/2, and can drop such a connection', async () => {
    const { port, host } = new URL(bank.tls.urls.h2);
    const session = connect(`https://127.0.0.1:${port}`, {
      ca: bank.tls.authority.certificatePem,
      servername: 'h2.localhost',
    });
    await expect(post(session, host)).resolves.toBe(200);
    expect(bank.control.log()).toMatchObject([{ host: 'h2.localhost', protocol: 'https/2.0' }]);
    bank.control.faults({ kind: 'down', path: TOKEN });
    const ended = new Promise((resolve) => session.once('close', resolve));
    await expect(post(session, host)).resolves.toBe(0);
    await ended;
  });
});

/** The status of a token request; 0 when the stream ended without one. */
function post(session: ClientHttp2Session, authority: string): Promise<number> {
  return new Promise((resolve) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': TOKEN,
      ':authority': authority,
      'content-type': 'application/x-www-form-urlencoded',
    });
    let status = 0;
    stream.on('response', (headers) => {
      status = Number(headers[':status']);
    });
    stream.on('error', () => undefined);
    stream.on('close', () => resolve(status));
    stream.resume();
    stream.end(BODY);
  });
}
