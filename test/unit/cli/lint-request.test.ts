import { describe, expect, it } from 'vitest';
import { readRequest, requestKind } from '../../../src/cli/lint-request.ts';
import { run, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

const TOKEN = 'https://www.17515.sandbox.api.89c3.com/stet/psd2/oauth/token';
const BODY = 'grant_type=client_credentials&client_id=PSDFR-ACPR-12345&scope=pisp';

/** The request that a text is. */
function read(text: string) {
  const found = readRequest(text);
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

describe('a request', () => {
  it.each<[string, string, object]>([
    ['a URL', `${TOKEN}?${BODY}`, { method: 'GET', url: `${TOKEN}?${BODY}` }],
    ['a URL in quotes', `"${TOKEN}?${BODY}"`, { url: `${TOKEN}?${BODY}` }],
    [
      'a curl command',
      `curl -X POST '${TOKEN}' \\\n -d '${BODY}'`,
      { method: 'POST', url: TOKEN, body: BODY },
    ],
    [
      'a curl command with credentials',
      `curl ${TOKEN} -u id:FAKE -d '${BODY}'`,
      { headers: expect.arrayContaining([['Authorization', 'Basic aWQ6RkFLRQ==']]) },
    ],
    [
      'an HTTP message',
      `POST /token HTTP/1.1\r\nHost: bank.example\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n${BODY}`,
      { method: 'POST', url: 'https://bank.example/token', body: BODY },
    ],
    [
      'an HTTP message with a whole address',
      `POST ${TOKEN}\n\n${BODY}`,
      { url: TOKEN, body: BODY },
    ],
    ['a body alone', BODY, { method: 'POST', url: '', body: BODY }],
  ])('is read from %s', (_what, text, expected) => {
    const { request } = read(text);
    expect(request).toMatchObject(expected);
    expect(request.parameters).toContainEqual({ name: 'scope', value: 'pisp' });
  });

  it('has the members of a JSON body as parameters', () => {
    const body = '{"grantType":"authorization_code","client":{"id":"x"},"list":["a","b"]}';
    const { request } = read(`curl ${TOKEN} -H 'Content-Type: application/json' -d '${body}'`);
    expect(request.parameters).toEqual([
      { name: 'grantType', value: 'authorization_code' },
      { name: 'client.id', value: 'x' },
      { name: 'list', value: 'a b' },
    ]);
  });

  it('shows by --cert whether a certificate goes along, which only curl tells', () => {
    expect(read(`curl ${TOKEN} --cert c.pem -d '${BODY}'`).certificate).toBe('chosen');
    expect(read(`curl ${TOKEN} -d '${BODY}'`).certificate).toBe('missing');
    expect(read(TOKEN).certificate).toBeUndefined();
  });

  it.each([
    ['a grant', `${TOKEN}?grant_type=x`, 'token_request'],
    ['a grant under a name of the bank', `${TOKEN}?grantType=x`, 'token_request'],
    ['a response_type', 'https://bank.example/x?response_type=code', 'authorization_request'],
    [
      'a pushed request',
      'https://bank.example/x?client_id=x&request_uri=y',
      'authorization_request',
    ],
    [
      'a token in the header',
      "curl https://bank.example/x -H 'Authorization: Bearer FAKE'",
      'api_request',
    ],
    ['the method POST', 'curl -X POST https://bank.example/x', 'token_request'],
    ['nothing else', 'https://bank.example/x?client_id=x', 'authorization_request'],
  ])('by %s is what it is', (_what, text, kind) => {
    expect(requestKind(read(text).request)).toBe(kind);
  });
});

describe('a token request', () => {
  it('is judged for the bank of its host, and its secrets are masked', async () => {
    const { exitCode, json } = await runJson([
      'lint',
      `curl ${TOKEN} --cert c.pem -d '${BODY}&client_secret=FAKE-secret'`,
    ]);
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({
      kind: 'token_request',
      endpoint: TOKEN,
      bank: { id: 'bpce-pisp', environment: 'sandbox', variables: { bankCode: '17515' } },
      findings: [],
    });
    expect(JSON.stringify(json)).not.toContain('FAKE-secret');
  });

  it('goes to the token endpoint of the bank that was named, when it is a body alone', async () => {
    const { json } = await runJson(['lint', BODY, '--bank', 'bpce-pisp']);
    expect(json.endpoint).toBe(TOKEN);
  });

  it('comes on standard input too', async () => {
    const { json } = await runJson(['lint', '-'], `curl ${TOKEN} --cert c.pem -d '${BODY}'`);
    expect(json).toMatchObject({ kind: 'token_request', findings: [] });
  });

  it('is held against the authorization request before it', async () => {
    const before =
      'https://www.13807.sandbox.api.89c3.com/stet/psd2/oauth/authorize?response_type=code' +
      '&client_id=PSDFR-ACPR-12345&redirect_uri=https%3A%2F%2Ftpp.example%2Fcb&scope=aisp';
    const history = temporary({ authorizationRequests: [before] });
    const body =
      'grant_type=authorization_code&code=FAKE&client_id=PSDFR-ACPR-12345&redirect_uri=x';
    const { json } = await runJson([
      'lint',
      `curl ${TOKEN} --cert c -d '${body}'`,
      '--history',
      history,
    ]);
    const found = json.findings.map(({ id }: { id: string }) => id);
    expect(found.toSorted()).toEqual(['PS06', 'TQ07']);
  });

  it('of a server that nobody knows is judged by the standards alone', async () => {
    const { out } = await run([
      'lint',
      `curl https://as.nobody.example/token -u id:FAKE -d 'grant_type=client_credentials&scope=a'`,
    ]);
    expect(out).toBe('No findings.');
  });
});

describe('what is printed of a request', () => {
  it.each([
    'clientSecret',
    'authorizationCode',
    'codeVerifier',
    'refreshToken',
    'accessToken',
    'applicationSecret',
    'secret_key',
    'client.secretKey',
    'code',
  ])('masks %s', async (name) => {
    const body = `grantType=x&client_id=x&${name}=FAKE-hidden`;
    const { json } = await runJson(['lint', `curl https://bank.example/token -d '${body}'`]);
    expect(json.parameters).toMatchObject({ grantType: 'x', [name]: '{{masked#}}' });
    expect(JSON.stringify(json)).not.toContain('FAKE-hidden');
  });

  it('has no user and password in its addresses', async () => {
    const address = 'https://me:FAKE-hidden@bank.example';
    const body = `grant_type=x&redirect_uri=${encodeURIComponent(address)}`;
    const { json } = await runJson(['lint', `curl ${address}/token -d '${body}'`]);
    expect(json.endpoint).toBe('https://bank.example/token');
    expect(JSON.stringify(json)).not.toContain('FAKE-hidden');
  });

  it.each([
    ['{"clientSecret":"FAKE-hidden","grant":"x"}'],
    ['client_secret=FAKE-hidden&code=FAKE-hidden'],
    ['POST client_secret=FAKE-hidden'],
  ])('is not the whole of what could not be read: %s', async (pasted) => {
    const { complaints } = await run(['lint', pasted]);
    expect(complaints).toContain('is not a URL');
    expect(complaints).not.toContain('FAKE-hidden');
    const { complaints: second } = await run(['lint', TOKEN, pasted]);
    expect(second).toContain('one too many');
    expect(second).not.toContain('FAKE-hidden');
  });
});
