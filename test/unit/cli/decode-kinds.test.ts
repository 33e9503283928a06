import { describe, expect, it } from 'vitest';
import { FAPI_PROFILE } from '../../fixtures/fapi-profile.ts';
import { fakeToken } from '../../fixtures/tokens.ts';
import { run, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

describe('decode', () => {
  it.each([
    ['a DPoP proof', 'dpop+jwt', 'dpop', 'DPoP proof'],
    ['a request object', 'oauth-authz-req+jwt', 'request_object', 'request object'],
    ['an access token', 'at+jwt', 'access_token', 'access token'],
  ])('says that it is %s', async (_what, typ, is, words) => {
    const token = fakeToken({ alg: 'ES256', typ }, { jti: 'j' });
    const { json } = await runJson(['decode', token]);
    expect(json.tokens).toMatchObject([{ is }]);
    expect((await run(['decode', token])).out).toMatch(new RegExp(`^jwt, ${words}, \\d+`));
  });

  it('says what a token is bound to', async () => {
    const cnf = { jkt: 'FAKE-jkt', 'x5t#S256': 'FAKE-x5t' };
    const { out } = await run(['decode', fakeToken({ alg: 'ES256', typ: 'at+jwt' }, { cnf })]);
    expect(out).toContain('bound to a key (cnf.jkt FAKE-jkt)');
    expect(out).toContain('bound to a certificate (cnf.x5t#S256 FAKE-x5t)');
  });
});

describe('lint', () => {
  const bank = ['--bank', temporary({ ...FAPI_PROFILE, requestObject: null })];
  const parameters =
    'response_type=code&client_id=FAKE-client&redirect_uri=https%3A%2F%2Ftpp.example%2Fcb' +
    `&scope=openid&state=${'s'.repeat(43)}&nonce=${'n'.repeat(43)}` +
    `&code_challenge=${'c'.repeat(43)}&code_challenge_method=S256`;

  async function ids(text: string) {
    const { json } = await runJson(['lint', text, ...bank]);
    return json.findings.map(({ id }: { id: string }) => id);
  }

  it('blames a request for not being pushed, unless it is just that', async () => {
    expect(await ids(`https://login.bank.example/authorize?${parameters}`)).toContain('AQ22');
    const push = `curl https://login.bank.example/par -d '${parameters}'`;
    expect(await ids(push)).not.toContain('AQ22');
  });

  it('knows an assertion that the client secret signed', async () => {
    const assertion = fakeToken({ alg: 'HS256' }, { iss: 'FAKE-client', sub: 'FAKE-client' });
    const body = `grant_type=client_credentials&client_assertion=${assertion}`;
    const found = await ids(`curl https://login.bank.example/token -d '${body}'`);
    expect(found).toContain('TQ12');
  });
});
