import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RFC9901_PRESENTATION } from '../../fixtures/rfc-tokens.ts';
import { fakeToken, RFC7515_A2 } from '../../fixtures/tokens.ts';
import { NOW_MS, run, runJson } from './fake-io.ts';

const NOW = NOW_MS / 1000;
const token = fakeToken(
  { alg: 'ES256' },
  { iss: 'https://bank.example', exp: NOW + 3661, iat: NOW - 30 },
);

describe('a token', () => {
  it('given as argument is shown with its dates and findings', async () => {
    const { exitCode, json } = await runJson(['decode', token]);
    expect(exitCode).toBe(0);
    const meaning = { level: 'optional', source: 'RFC 7519 §4.1.1', meaning: 'Who made it' };
    expect(json).toEqual({
      kind: 'token',
      cleaned: [],
      credentials: [],
      tokens: [
        {
          name: null,
          kind: 'jwt',
          is: null,
          length: token.length,
          parts: [
            { name: 'header', start: 0, end: 20, fault: null },
            { name: 'claims', start: 21, end: 107, fault: null },
            { name: 'signature', start: 108, end: 127, fault: null },
          ],
          meanings: {
            header: { alg: expect.objectContaining({ level: 'required' }) },
            claims: { iss: meaning, exp: expect.anything(), iat: expect.anything() },
          },
          missing: [],
          disclosures: [],
          header: { alg: 'ES256' },
          claims: { iss: 'https://bank.example', exp: NOW + 3661, iat: NOW - 30 },
          dates: [
            { claim: 'exp', at: '2026-11-21T13:01:01Z', seconds: 3661, words: 'in 1 h 1 min' },
            { claim: 'iat', at: '2026-11-21T11:59:30Z', seconds: -30, words: '30 s ago' },
          ],
          findings: [expect.objectContaining({ id: 'JW11', severity: 'info' })],
        },
      ],
    });
  });

  it('on standard input is the same', async () => {
    expect(await runJson(['decode'], `${token}\n`)).toEqual(await runJson(['decode', token]));
  });

  it('that expired exits 1', async () => {
    const { exitCode, json } = await runJson(['decode', RFC7515_A2]);
    expect(exitCode).toBe(1);
    expect(json.tokens[0].findings[0]).toMatchObject({
      id: 'JW15',
      seen: 'The token expired at 2011-03-22T18:43:00Z. It is 2026-11-21T12:00:00Z now.',
    });
  });

  it('that is opaque has nothing to show', async () => {
    const { exitCode, json } = await runJson(['decode', 'FAKE-opaque-token']);
    expect(exitCode).toBe(0);
    expect(json.tokens).toMatchObject([{ kind: 'opaque', length: 17, header: null, claims: null }]);
  });

  it('is printed for people', async () => {
    const { out } = await run(['decode', token]);
    expect(out).toMatch(/^jwt, \d+ characters\n\nbytes\n {2}header +0–20\n {2}claims +21–107\n/);
    expect(out).toMatch(/\n\nheader\n {2}\{\n {4}"alg": "ES256"\n/);
    expect(out).toContain('dates\n  exp  2026-11-21T13:01:01Z  in 1 h 1 min\n');
    expect(out).toContain('  info   JW11 not-verified\n');
  });

  it('never appears in the output itself, nor does its signature', async () => {
    const { out } = await run(['decode', token]);
    for (const part of token.split('.')) expect(out).not.toContain(part);
  });

  it('cannot send control characters to a terminal', async () => {
    const hostile = fakeToken(
      { alg: 'ES256' },
      { iss: 'a\u001b[31m\u009b31m\u202e', exp: NOW + 60 },
    );
    for (const args of [
      ['decode', hostile],
      ['decode', hostile, '--json'],
    ]) {
      const { out } = await run(args);
      expect([...out].filter((character) => /[^\P{C}\n]/u.test(character))).toEqual([]);
      expect(out).toContain('\\u001b[31m\\u009b31m\\u202e');
    }
  });
});

describe('a token in something else', () => {
  it('is cleaned, and what was taken away is listed', async () => {
    const { json } = await runJson(['decode'], `> "${token.replaceAll('.', '.\n> ')}"`);
    expect(json).toMatchObject({
      kind: 'token',
      cleaned: [
        { kind: 'mail_quote_marks', count: 3 },
        { kind: 'quotes', count: 2 },
        { kind: 'line_breaks', count: 2 },
      ],
      tokens: [{ length: token.length }],
    });
  });

  it('is shown beside Basic credentials, whose secret is not', async () => {
    const curl = `curl -u client:FAKE-secret -d 'client_assertion=${token}' https://bank.example/t`;
    const { json } = await runJson(['decode'], curl);
    expect(json).toMatchObject({
      kind: 'curl',
      credentials: [{ user: 'client', secretLength: 11 }],
      tokens: [{ name: 'client_assertion', kind: 'jwt' }],
    });
    const { out } = await run(['decode'], curl);
    expect(out).toContain('Basic credentials, no token: client client, secret of 11 characters.');
    expect(out + JSON.stringify(json)).not.toContain('FAKE-secret');
  });

  it('has meanings for the kind that its name says', async () => {
    const { json } = await runJson(['decode'], JSON.stringify({ access_token: token }));
    expect(json.tokens[0].meanings.claims.exp.level).toBe('required');
    expect(json.tokens[0].missing).toEqual(['typ', 'sub', 'aud', 'jti', 'client_id']);
  });

  it('is an SD-JWT with its disclosures', async () => {
    const { json } = await runJson(['decode'], RFC9901_PRESENTATION);
    expect(json.tokens).toMatchObject([
      {
        kind: 'jwt',
        disclosures: [{ name: 'family_name', value: 'Doe' }, {}, {}, { value: 'US' }],
      },
      { name: 'kb+jwt', claims: { nonce: '1234567890' } },
    ]);
  });
});

describe('what stands around tokens', () => {
  it('is shown of a JSON answer, its tokens masked', async () => {
    const answer = {
      access_token: token,
      refresh_token: 'FAKE-refresh',
      expires_in: 60,
      scope: 'aisp',
    };
    const { json } = await runJson(['decode'], JSON.stringify(answer));
    expect(json).toMatchObject({
      kind: 'json',
      members: {
        access_token: '{{masked#}}',
        refresh_token: '{{masked#}}',
        expires_in: 60,
        scope: 'aisp',
      },
      tokens: [
        { name: 'access_token', kind: 'jwt' },
        { name: 'refresh_token', kind: 'opaque' },
      ],
    });
    expect(JSON.stringify(json)).not.toContain('FAKE-refresh');
  });

  it('is shown of a redirect URL, its code masked', async () => {
    const url = 'https://tpp.example/cb?code=FAKE-code&state=FAKE-state';
    const { exitCode, json } = await runJson(['decode', url]);
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({
      kind: 'url',
      landedOn: 'https://tpp.example/cb',
      parameters: [
        { name: 'code', value: '{{masked#}}' },
        { name: 'state', value: 'FAKE-state' },
      ],
      tokens: [{ name: 'code', kind: 'opaque', length: 9 }],
    });
    const { out } = await run(['decode', url]);
    expect(out).toContain('"landedOn": "https://tpp.example/cb"');
    expect(out).not.toContain('FAKE-code');
  });
});

it('says so when there is nothing to decode', async () => {
  const { exitCode, complaints } = await run(['decode'], ' \n');
  expect(exitCode).toBe(2);
  expect(complaints).toContain('There is nothing to decode');
});

it('never throws, whatever is pasted', { timeout: 30_000 }, async () => {
  const pasted = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.json().map((json) => fakeToken({ alg: 'ES256' }, { json })),
    fc.webUrl({ withQueryParameters: true }),
  );
  await fc.assert(
    fc.asyncProperty(pasted, async (input) => {
      expect([0, 1, 2]).toContain((await run(['decode'], input)).exitCode);
      expect([0, 1, 2]).toContain((await run(['decode', '--json'], input)).exitCode);
    }),
  );
});
