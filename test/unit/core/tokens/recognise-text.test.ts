import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { RemovalKind } from '../../../../src/core/tokens/clean-text.ts';
import { recogniseText } from '../../../../src/core/tokens/recognise-text.ts';
import { fakeToken, RFC7515_A2 } from '../../../fixtures/tokens.ts';

// Thousands of generated texts take longer on a machine that does much else.
vi.setConfig({ testTimeout: 30_000 });

const token = { decoded: { kind: 'jwt', header: { alg: 'RS256' } }, token: RFC7515_A2 };

describe('pasted text', () => {
  it.each([
    ['nothing', ' \n ', { kind: 'empty' }],
    ['only quotes', '""', { kind: 'empty' }],
    ['a bare token', RFC7515_A2, { kind: 'token', tokens: [{ ...token, name: '' }] }],
    ['a token in quotes', `"${RFC7515_A2}",`, { kind: 'token', tokens: [token] }],
    ['an Authorization header', `Authorization: Bearer ${RFC7515_A2}`, { tokens: [token] }],
    ['a scheme and a token', `DPoP ${RFC7515_A2}`, { tokens: [token] }],
    ['a token broken into lines', RFC7515_A2.replace(/(.{60})/g, '$1\n  '), { tokens: [token] }],
    [
      'a JSON answer',
      JSON.stringify({ access_token: RFC7515_A2, refresh_token: 'FAKE-rt', scope: 'aisp' }),
      {
        kind: 'json',
        tokens: [
          { ...token, name: 'access_token' },
          { name: 'refresh_token', decoded: { kind: 'opaque' } },
        ],
      },
    ],
    [
      'a redirect URL',
      'https://tpp.example/cb?code=FAKE-code&state=s#x=1',
      {
        kind: 'url',
        landedOn: 'https://tpp.example/cb',
        parameters: [{ name: 'code' }, { name: 'state' }, { name: 'x' }],
        tokens: [{ name: 'code' }],
      },
    ],
    [
      'a URL with a token in its fragment',
      `https://tpp.example/cb#id_token=${RFC7515_A2}`,
      { kind: 'url', tokens: [{ ...token, name: 'id_token' }] },
    ],
  ])('recognises %s', (_what, pasted, expected) => {
    expect(recogniseText(pasted)).toMatchObject(expected);
  });
});

describe('what else carries a token', () => {
  const other = fakeToken({ alg: 'ES256' }, { sub: 'other' });
  const basic = `Basic ${Buffer.from('client:FAKE:secret').toString('base64')}`;
  const curl = `curl -X POST 'https://bank.example/token?x=1' \\
    -H 'Authorization: ${basic}' -H "DPoP: ${other}" \\
    --data-urlencode 'refresh_token=FAKE-rt' -d 'client_assertion=${RFC7515_A2}'`;
  const entry = {
    startedDateTime: '2026-11-21T12:00:00Z',
    request: {
      url: `https://bank.example/accounts?id_token_hint=${other}`,
      headers: [{ name: 'Authorization', value: `Bearer ${RFC7515_A2}` }],
    },
    response: { content: { text: '{"access_token":"FAKE-at","code":"AC01"}' } },
  };
  const coded = Buffer.from('{"refresh_token":"FAKE-rt"}').toString('base64');
  const basics = [{ user: 'client', secretLength: 11 }];

  it.each<[string, string, object, string[]]>([
    [
      'a curl command',
      curl,
      { kind: 'curl', landedOn: 'https://bank.example/token', credentials: basics },
      ['DPoP', 'refresh_token', 'client_assertion'],
    ],
    [
      'curl -u',
      'curl -u client:FAKE:secret https://bank.example/token',
      { kind: 'curl', credentials: basics },
      [],
    ],
    [
      'a HAR entry',
      JSON.stringify(entry),
      { kind: 'har' },
      ['id_token_hint', 'Authorization', 'access_token'],
    ],
    [
      'a whole HAR',
      JSON.stringify({ log: { entries: [entry, entry] } }),
      { kind: 'har' },
      ['id_token_hint', 'Authorization', 'access_token'],
    ],
    [
      'a HAR whose body is in base64',
      JSON.stringify({
        log: { entries: [{ response: { content: { encoding: 'base64', text: coded } } }] },
      }),
      { kind: 'har' },
      ['refresh_token'],
    ],
    [
      'Basic, which is no token',
      `Authorization: ${basic}`,
      { kind: 'text', credentials: basics },
      [],
    ],
    [
      'a JARM answer',
      `https://tpp.example/cb?response=${RFC7515_A2}`,
      { kind: 'url' },
      ['response'],
    ],
    [
      'a form',
      `grant_type=refresh_token&refresh_token=FAKE-rt&x=${RFC7515_A2}`,
      { kind: 'text' },
      ['refresh_token', 'x'],
    ],
    ['a log line', `12:00 GET /accounts auth="Bearer ${RFC7515_A2}" 401`, { kind: 'text' }, ['']],
    [
      'a mail with two',
      `Dear bank,\nold: ${RFC7515_A2}.\n\nnew: ${other}\n\nRegards\nTPP`,
      { kind: 'text' },
      ['', ''],
    ],
    ['two, a line each', `${RFC7515_A2}\n${other}`, { kind: 'text' }, ['', '']],
    [
      'names and opaque values in a text',
      'access_token: FAKE-opaque-1, "refresh_token": "FAKE-opaque-2"',
      { kind: 'text' },
      ['access_token', 'refresh_token'],
    ],
    [
      'escaped JSON inside a log line',
      'INFO body="{\\"access_token\\":\\"FAKE-opaque-1\\",\\"expires_in\\":60}" done',
      { kind: 'text' },
      ['access_token'],
    ],
    [
      'an HTTP message',
      `POST /token HTTP/1.1\r\nHost: bank.example\r\nAuthorization: Bearer FAKE-opaque\r\n\r\nrefresh_token=FAKE-rt-value&grant_type=refresh_token`,
      { kind: 'text' },
      ['', 'refresh_token'],
    ],
    ['a query alone', '?code=FAKE-code&state=s', { kind: 'text' }, ['code']],
    ['a text without any', 'hello world', { kind: 'text' }, []],
    ['a list', JSON.stringify([{ access_token: RFC7515_A2 }]), { kind: 'text' }, ['access_token']],
    [
      'JSON in JSON',
      JSON.stringify({ data: { token: JSON.stringify({ id_token: RFC7515_A2 }) } }),
      { kind: 'json' },
      ['id_token'],
    ],
    [
      'a wrapped redirect URL',
      `https://tpp.example/cb\n  ?code=FAKE-code\n  &state=s`,
      { kind: 'url', cleaned: [{ kind: 'line_breaks', count: 2 }] },
      ['code'],
    ],
    [
      'an encoded redirect URL',
      encodeURIComponent(`https://tpp.example/cb?code=FAKE-code`),
      { kind: 'url', cleaned: [{ kind: 'percent_encoding', count: 6 }] },
      ['code'],
    ],
  ])('%s', (_what, pasted, expected, names) => {
    const recognised = recogniseText(pasted);
    expect(recognised).toMatchObject(expected);
    expect(recognised.kind === 'empty' ? [] : recognised.tokens.map(({ name }) => name)).toEqual(
      names,
    );
    expect(JSON.stringify('credentials' in recognised && recognised.credentials)).not.toContain(
      'FAKE',
    );
  });
});

describe('what is cleaned', () => {
  const lines = (width: number) => RFC7515_A2.replace(new RegExp(`(.{${width}})`, 'g'), '$1\n');
  const json = JSON.stringify({ access_token: RFC7515_A2, token_type: 'Bearer' });

  it.each<[string, string, RemovalKind[]]>([
    ['nothing, of a sound token', RFC7515_A2, []],
    ['a byte order mark', `\uFEFF${RFC7515_A2}`, ['byte_order_mark']],
    ['zero-width characters', RFC7515_A2.replaceAll('J', 'J\u200B'), ['zero_width']],
    ['soft hyphens', RFC7515_A2.replaceAll('J', '\u00ADJ'), ['soft_hyphen']],
    ['no-break spaces', `Bearer\u00A0${RFC7515_A2}\u00A0`, ['no_break_space']],
    ['colours of a terminal', `\x1b[32m${RFC7515_A2}\x1b[0m`, ['terminal_codes']],
    [
      'marks of a quoted mail',
      `> ${lines(60).replaceAll('\n', '\n> ')}`,
      ['mail_quote_marks', 'line_breaks'],
    ],
    [
      'marks of a mail quoted twice',
      `>> ${lines(60).replaceAll('\n', '\n>> ')}`,
      ['mail_quote_marks', 'line_breaks'],
    ],
    ['curly quotation marks', `“${RFC7515_A2}”`, ['smart_quotes', 'quotes']],
    ['quotation marks', `'${RFC7515_A2}';`, ['quotes']],
    ['soft breaks of a mail', `Bearer ${lines(70).replaceAll('\n', '=\n')}`, ['quoted_printable']],
    ['an equals sign of a mail', `token=3D${RFC7515_A2}`, ['quoted_printable']],
    ['backslashes', json.replaceAll('"', '\\"'), ['backslashes']],
    ['backslashes twice', JSON.stringify(JSON.stringify(json)), ['backslashes']],
    [
      'line breaks written as \\n',
      `{\\n  \\"access_token\\": \\"${RFC7515_A2}\\"\\n}`,
      ['backslashes'],
    ],
    ['percent-encoding', RFC7515_A2.replaceAll('.', '%2E'), ['percent_encoding']],
    ['line breaks', lines(64), ['line_breaks']],
    ['line breaks with backslashes', lines(64).replaceAll('\n', '\\\n  '), ['line_breaks']],
    ['line breaks of two kinds', lines(20).replaceAll('\n', '\r\n\t'), ['line_breaks']],
    ['line breaks in strings of JSON', json.replace(/(.{50})/g, '$1\n'), []],
    ['line breaks anywhere', RFC7515_A2.replaceAll('e', 'e\n'), ['line_breaks']],
    ['blanks', RFC7515_A2.replace('.', ' . '), ['blanks']],
  ])('%s', (_what, pasted, kinds) => {
    const recognised = recogniseText(pasted);
    const { tokens, cleaned } = recognised.kind === 'empty' ? expect.fail() : recognised;
    expect(tokens.map(({ token }) => token)).toEqual([RFC7515_A2]);
    expect(cleaned.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('counts', () => {
    expect(recogniseText(`> ${lines(300).trim().replaceAll('\n', '\n> ')}`)).toMatchObject({
      cleaned: [
        { kind: 'mail_quote_marks', count: 2 },
        { kind: 'line_breaks', count: 1 },
      ],
    });
  });

  it('leaves alone what stands in sound JSON', () => {
    const said = '“no” > l’accès\u00AD';
    expect(recogniseText(JSON.stringify({ error_description: said }))).toMatchObject({
      json: { error_description: said },
      cleaned: [],
    });
  });

  it.each([
    ['with an ellipsis', `${RFC7515_A2.slice(0, 40)}…`],
    ['with full stops', `${RFC7515_A2.slice(0, 40)}...`],
    ['in JSON', JSON.stringify({ access_token: `${RFC7515_A2.slice(0, 40)}…` })],
  ])('says that a token was cut %s, and shows what there is of it', (_how, pasted) => {
    expect(recogniseText(pasted)).toMatchObject({
      cleaned: [{ kind: 'ellipsis', count: 1 }],
      tokens: [{ decoded: { kind: 'jwt', header: { alg: 'RS256' }, claims: undefined } }],
    });
  });
});

describe('whatever is pasted', () => {
  it('never throws', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
    );
    fc.assert(
      fc.property(pieces, fc.string({ unit: 'binary', maxLength: 4 }), (text, edge) => {
        for (const pasted of [text, edge + text, `Bearer ${text}`]) {
          expect(['empty', 'url', 'json', 'token', 'text', 'curl', 'har']).toContain(
            recogniseText(pasted).kind,
          );
        }
      }),
    );
  });
});
