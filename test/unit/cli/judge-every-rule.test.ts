import { describe, expect, it } from 'vitest';
import { fakeToken } from '../../fixtures/tokens.ts';
import { idsOf } from '../core/lint/tables/table.ts';
import { run, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

const CALLBACK = 'https://tpp.example/cb';
const SENT = ['--redirect-uri', CALLBACK, '--state', 's'];
const redirect = (query: string, ...more: string[]) => [
  'judge-redirect',
  CALLBACK + query,
  ...SENT,
  ...more,
];
const GOOD = '?code=FAKE&state=s';
const leak = { url: 'https://cdn.example/', referrer: `${CALLBACK}${GOOD}` };
const forward = {
  url: `${CALLBACK}${GOOD}&next=https://evil.example`,
  location: 'https://evil.example',
};

const TOKENS = {
  access_token: 'FAKE',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'aisp',
  refresh_token: 'FAKE-rt',
};
const answer = (status: number, body: object | string, ...more: string[]) => [
  'judge-answer',
  ...['--status', String(status), '--content-type', 'application/json', '--scope', 'aisp'],
  ...['--body', temporary(body), ...more],
];
const good = (change: object, ...more: string[]) => answer(200, { ...TOKENS, ...change }, ...more);
const refresh = ['--grant', 'refresh_token'];

/** What to type for a rule to speak; the text is standard input, where the body is `-`. */
const COMMANDS: Record<string, string[]> = {
  AP01: redirect(GOOD).with(1, `https://tpp.example/other${GOOD}`),
  AP02: redirect('?code=FAKE'),
  AP03: redirect('?code=FAKE&state=x'),
  AP04: redirect(GOOD, '--no-pending'),
  AP05: redirect(GOOD, '--answered-before'),
  AP06: redirect('?state=s'),
  AP07: redirect(`${GOOD}&error=x`),
  AP08: redirect(`${GOOD}&code=other`),
  AP09: redirect(`${GOOD}&iss=x`, '--issuer', 'https://bank.example'),
  AP10: redirect(GOOD, '--iss-promised'),
  AP11: redirect(GOOD, '--other-banks', '1'),
  AP12: redirect('#code=FAKE&state=s'),
  AP13: redirect(`${GOOD}&access_token=FAKE`),
  AP14: redirect(GOOD, '--code-seen-before'),
  AP15: redirect(GOOD, '--code-age', '61'),
  AP16: redirect('?error=access_denied&state=s'),
  AP17: redirect('?error=bad_day&state=s'),
  AP18: redirect('?error=access_denied&state=s&error_uri=http://x'),
  AP19: redirect(GOOD, '--landing', temporary({ requests: [leak] })),
  AP20: redirect(GOOD, '--redirect-status', '307'),
  AP21: redirect(GOOD, '--landing', temporary({ requests: [forward] })),
  AP22: redirect(`?response=${fakeToken({ alg: 'none' }, {})}`),
  AP23: ['judge-redirect', '--waited', '900'],
  TR01: answer(302, '', '--header', 'Location: https://login.example'),
  TR02: good({}).with(4, 'text/html'),
  TR03: answer(200, '[]'),
  TR04: answer(200, `\uFEFF${JSON.stringify(TOKENS)}`),
  TR05: answer(200, '{"access_token":"a","access_token":"b"}'),
  TR06: answer(201, TOKENS),
  TR07: answer(200, { error: 'invalid_grant' }),
  TR08: good({ access_token: null }),
  TR09: good({ token_type: undefined }),
  TR10: good({ token_type: 'Cookie' }),
  TR11: good({ expires_in: undefined }),
  TR12: good({ expires_in: '3600' }),
  TR13: good({ expires_in: 1 }),
  TR14: good({}, '--scope', 'aisp cbpii'),
  TR15: good({ scope: 'aisp pisp' }),
  TR16: good({ scope: undefined }),
  TR17: good({}, '--grant', 'client_credentials'),
  TR18: good({}, '--header', 'Cache-Control: public'),
  TR19: good({ access_token: 'FAKE access' }),
  TR20: good({}, '--dpop'),
  TR21: good({}, '--took', '21'),
  TE01: answer(400, { error: 'invalid_grant' }),
  TE02: answer(403, '<html>'),
  TE03: answer(401, { error: 'invalid_client' }, '--header', 'Server: bank'),
  TE04: answer(429, '', '--header', 'Retry-After: 120'),
  TE05: answer(500, ''),
  TE06: answer(400, { error: 'use_dpop_nonce' }),
  RF02: good({}, ...refresh, '--refresh-token', 'FAKE-before'),
  RF04: good({}, ...refresh, '--refresh-token', 'FAKE-rt', '--client-auth', 'none'),
  RF05: good({}, ...refresh, '--scope-before', 'aisp cbpii'),
};

/** RF01 and RF03 are about requests. */
const OF_ANSWERS = [
  ...idsOf('AP', 23),
  ...idsOf('TR', 21),
  ...idsOf('TE', 6),
  ...['RF02', 'RF04', 'RF05'],
];

it('there is a command for each rule about an answer', () => {
  expect(Object.keys(COMMANDS).toSorted()).toEqual(OF_ANSWERS.toSorted());
});

it.each(Object.entries(COMMANDS))('%s is reached by the command line', async (id, args) => {
  const { json } = await runJson(args);
  expect(json.findings.map((finding: { id: string }) => finding.id)).toContain(id);
});

describe('judge-redirect', () => {
  it('accepts a good redirect', async () => {
    const { exitCode, json } = await runJson(redirect(GOOD));
    expect(exitCode).toBe(0);
    expect(json).toEqual({
      verdict: 'code',
      bank: null,
      landedOn: CALLBACK,
      parameters: { code: '{{masked#}}', state: 's' },
      findings: [],
      strict: { verdict: 'accepts', sentence: 'A strict client would accept this answer.' },
    });
  });

  it('knows the bank that is named, and its own names', async () => {
    const { json } = await runJson([
      ...redirect('?access_code=FAKE-code&state=s'),
      ...['--bank', 'practice-renamed'],
    ]);
    expect(json).toMatchObject({ verdict: 'code', bank: { id: 'practice-renamed' } });
    expect(JSON.stringify(json)).not.toContain('FAKE');
  });

  it('takes an answer in a form', async () => {
    const { json } = await runJson(redirect('', '--form', 'code=FAKE-code&state=s'));
    expect(json).toMatchObject({ verdict: 'code', findings: [], strict: { verdict: 'accepts' } });
    expect(JSON.stringify(json)).not.toContain('FAKE');
  });

  it('takes a request that had no state, where that is said', async () => {
    const args = ['judge-redirect', `${CALLBACK}?code=FAKE`, '--redirect-uri', CALLBACK];
    expect((await run([...args, '--state', ''])).exitCode).toBe(0);
    expect(await run(args)).toMatchObject({ exitCode: 2 });
  });

  it('prints no code, even where the bank quotes it', async () => {
    const query = '?code=FAKE-code&error=x&error_description=bad+FAKE-code&state=FAKE-state';
    const { exitCode, out } = await run(redirect(query));
    expect(exitCode).toBe(1);
    expect(out).toContain('Refused: nothing of it is exchanged.');
    expect(out).not.toContain('FAKE');
  });

  it.each([
    ['no address', ['judge-redirect', ...SENT]],
    ['no URL', ['judge-redirect', 'nonsense', ...SENT]],
    ['no redirect URI', ['judge-redirect', CALLBACK, '--state', 's']],
    ['no number', redirect(GOOD, '--code-age', 'old')],
    ['no such bank', redirect(GOOD, '--bank', 'nobody')],
    ['no such file', redirect(GOOD, '--landing', 'nowhere.json')],
  ])('wrong usage: %s', async (_what, args) => {
    expect(await run(args)).toMatchObject({ exitCode: 2, out: '' });
  });
});

describe('judge-answer', () => {
  const args = ['judge-answer', '--status', '200', '--content-type', 'application/json'];

  it('accepts a good answer, and prints no token of it', async () => {
    const body = JSON.stringify({ ...TOKENS, access_token: 'FAKE-access' });
    const { exitCode, json } = await runJson(
      [...args, '--scope', 'aisp', '--body', '-', '--bank', 'bpce-aisp'],
      body,
    );
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({
      outcome: 'tokens',
      bank: { id: 'bpce-aisp', environment: 'sandbox' },
      members: { access_token: { length: 11 }, token_type: 'Bearer', scope: 'aisp' },
      findings: [],
      strict: { verdict: 'accepts' },
    });
    expect(JSON.stringify(json)).not.toContain('FAKE');
  });

  it('says what the bank of the profile means', async () => {
    const { exitCode, json } = await runJson(
      answer(400, { error: 'invalid_grant' }, '--bank', 'bpce-aisp'),
    );
    expect(exitCode).toBe(1);
    expect(json.findings.map(({ id }: { id: string }) => id)).toEqual(['TE01', 'PX01']);
    expect(json.strict.because).toMatchObject({ code: 'OAUTH_RESPONSE_BODY_ERROR' });
  });

  it('sees the bytes as they came', async () => {
    const bytes = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    const { json } = await runJson([...args, '--body', '-'], bytes);
    expect(json.answer).toEqual({ status: 200, bytes: 7, badText: true, cut: false });
  });

  it('stops reading where the panel does', async () => {
    const { json } = await runJson([...args, '--body', '-'], ' '.repeat(5_000_000));
    expect(json.answer).toMatchObject({ bytes: 1_048_576, cut: true });
    expect(json.findings.map(({ id }: { id: string }) => id)).toContain('TR21');
  });

  it('judges no header that nobody told', async () => {
    const { json } = await runJson(answer(401, { error: 'invalid_client' }));
    expect(json.findings.map(({ id }: { id: string }) => id)).toEqual(['TE01']);
  });

  it('prints for people', async () => {
    const { out } = await run(answer(200, []));
    expect(out).toMatch(/^Neither tokens nor an OAuth error came\.\n\nerror {2}TR03/);
    expect(out).toMatch(/refuse this answer: its body is no JSON object\.$/);
  });

  it.each([
    ['no status', ['judge-answer']],
    ['an odd status', ['judge-answer', '--status', '2000']],
    ['an odd header', [...args, '--header', 'nonsense']],
    ['an odd grant', [...args, '--grant', 'password']],
    ['an odd method', [...args, '--client-auth', 'magic']],
    ['no such file', [...args, '--body', 'nowhere.json']],
    ['no such bank', [...args, '--bank', 'nobody']],
    ['an argument too many', [...args, 'x']],
  ])('wrong usage: %s', async (_what, wrong) => {
    expect(await run(wrong)).toMatchObject({ exitCode: 2, out: '' });
  });
});
