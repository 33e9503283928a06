import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlCommand } from '../../../../src/core/export/curl-command.ts';
import type { HttpRequest } from '../../../../src/core/oauth/http-message.ts';

const form: [string, string] = ['Content-Type', 'application/x-www-form-urlencoded'];

function request(change: Partial<HttpRequest>): HttpRequest {
  return {
    method: 'POST',
    url: 'https://bank.example/token',
    headers: [],
    parameters: [],
    ...change,
  };
}

/** What bash hands to curl: the words of the command, variables filled. */
function wordsOf(command: string, variables: Record<string, string> = {}): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  return execFileSync('bash', ['--norc', '-c', script], { env: variables, encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
}

describe('a recorded request as a cURL command', () => {
  it('sends the fields of a form, each encoded by curl', () => {
    const body =
      'grant_type=authorization_code&redirect_uri=https%3A%2F%2Fapp.example%2Fcb%3Fa%3Db';
    expect(wordsOf(curlCommand(request({ headers: [form], body })))).toEqual([
      'https://bank.example/token',
      '--header',
      'Content-Type: application/x-www-form-urlencoded',
      '--data-urlencode',
      'grant_type=authorization_code',
      '--data-urlencode',
      'redirect_uri=https://app.example/cb?a=b',
    ]);
  });

  it('puts shell variables where secrets stood', () => {
    const command = curlCommand(
      request({
        headers: [form],
        body: 'code={{authorization_code#acc0de01}}&code_verifier={{code_verifier#0badcafe}}',
      }),
    );
    expect(command).toContain(`'code='"$AUTHORIZATION_CODE"`);
    expect(command).not.toContain('{{');
    const variables = { AUTHORIZATION_CODE: "a b'$x", CODE_VERIFIER: 'v' };
    expect(wordsOf(command, variables)).toContain("code=a b'$x");
    expect(wordsOf(command, variables)).toContain('code_verifier=v');
  });

  it('gives equal secrets one variable and different ones of a kind two', () => {
    const body =
      'a={{access_token#00000001}}&b={{access_token#00000002}}&c={{access_token#00000001}}';
    const command = curlCommand(request({ headers: [form], body }));
    expect(wordsOf(command, { ACCESS_TOKEN: 'one', ACCESS_TOKEN_2: 'two' }).slice(4)).toEqual([
      'a=one',
      '--data-urlencode',
      'b=two',
      '--data-urlencode',
      'c=one',
    ]);
  });

  it('never takes two secrets of unknown value for one', () => {
    const body = 'a={{masked#}}&b={{masked#}}';
    const command = curlCommand(request({ headers: [form], body }));
    expect(command).toContain(`'a='"$SECRET"`);
    expect(command).toContain(`'b='"$SECRET_2"`);
  });

  it.each([
    [
      'an access token',
      'Bearer {{access_token#acce5501}}',
      'Authorization: Bearer t',
      { ACCESS_TOKEN: 't' },
    ],
    [
      'client credentials',
      'Basic {{masked#}}',
      'Authorization: Basic dTpw',
      { BASIC_CREDENTIALS: 'dTpw' },
    ],
  ])('keeps %s out of the header', (_what, value, word, variables) => {
    const command = curlCommand(request({ method: 'GET', headers: [['Authorization', value]] }));
    expect(wordsOf(command, variables)).toContain(word);
  });

  it.each([
    ["it's", "X-Test: it's"],
    ['$HOME `id` "a" \\ !b', 'X-Test: $HOME `id` "a" \\ !b'],
    ['two\nlines', 'X-Test: two\nlines'],
    ['', 'X-Test;'],
  ])('quotes %j for bash', (value, word) => {
    const command = curlCommand(request({ method: 'GET', headers: [['X-Test', value]] }));
    expect(wordsOf(command)).toEqual(['https://bank.example/token', '--header', word]);
  });

  it('encodes a secret in the query, which only the shell knows', () => {
    const url = 'https://bank.example/api?token={{access_token#acce5501}}&x=a%20b#top';
    expect(wordsOf(curlCommand(request({ method: 'GET', url })), { ACCESS_TOKEN: 'a&b' })).toEqual([
      'https://bank.example/api',
      '--get',
      '--data-urlencode',
      'token=a&b',
      '--data-urlencode',
      'x=a b',
    ]);
  });

  it('leaves a query without secrets as it was sent', () => {
    const url = "https://bank.example/api?x=a%20b&y='1'";
    expect(wordsOf(curlCommand(request({ method: 'GET', url })))).toEqual([url]);
  });

  it('says POST where no body says so', () => {
    expect(wordsOf(curlCommand(request({})))).toEqual([
      '--request',
      'POST',
      'https://bank.example/token',
    ]);
  });

  it('sends a body that is no form as it stands', () => {
    const body = '{"code":"{{authorization_code#acc0de01}}"}';
    const headers: [string, string][] = [['Content-Type', 'application/json']];
    expect(wordsOf(curlCommand(request({ headers, body })), { AUTHORIZATION_CODE: 'c' })).toContain(
      '{"code":"c"}',
    );
  });

  it('keeps curl from reading brackets as ranges', () => {
    expect(curlCommand(request({ method: 'GET', url: 'https://bank.example/a[1]' }))).toContain(
      '--globoff',
    );
  });
});
