import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCurl } from '../../../../src/core/oauth/parse-curl.ts';
import { runs } from '../../../extent.ts';

const URL = 'https://server.example/token';
const FORM: [string, string] = ['Content-Type', 'application/x-www-form-urlencoded'];

function read(text: string) {
  const parsed = parseCurl(text);
  if (!parsed.ok) throw new Error(parsed.error.kind);
  return parsed.value;
}

describe('a curl command', () => {
  it.each<[string, string, object]>([
    ['is a GET by itself', `curl ${URL}`, { method: 'GET', url: URL, headers: [], ignored: [] }],
    ['is a POST with data', `curl ${URL} -d a=1`, { method: 'POST', body: 'a=1', headers: [FORM] }],
    ['joins data', `curl ${URL} -d a=1 --data b=2 --data-raw 'c=@3'`, { body: 'a=1&b=2&c=@3' }],
    [
      'encodes where it is told to',
      `curl ${URL} --data-urlencode 'a=b c&d' --data-urlencode =é`,
      { body: 'a=b%20c%26d&%C3%A9' },
    ],
    [
      'puts data into the query',
      `curl -G ${URL}?x=1 -d a=1 --data-urlencode 'b=c d'`,
      { method: 'GET', url: `${URL}?x=1&a=1&b=c%20d` },
    ],
    [
      'takes a query of its own',
      `curl ${URL} --url-query a=1 -d b=2`,
      { url: `${URL}?a=1`, body: 'b=2' },
    ],
    ['takes the method it is given', `curl -X put ${URL} -d a=1`, { method: 'PUT' }],
    [
      'takes values from the same word',
      `curl -XPOST -uid:FAKE -H'A: b' -da=1 ${URL}`,
      {
        method: 'POST',
        user: { name: 'id', password: 'FAKE' },
        headers: [['A', 'b'], FORM],
        body: 'a=1',
      },
    ],
    [
      'takes several letters at once',
      `curl -sSLG ${URL} -d a=1`,
      { method: 'GET', url: `${URL}?a=1`, ignored: [] },
    ],
    ['takes the address from an option', `curl --url ${URL} -d a=1`, { url: URL }],
    ['takes an address without a scheme for https', 'curl server.example/token', { url: URL }],
    ['takes localhost', 'curl localhost:8080/token', { url: 'https://localhost:8080/token' }],
    [
      'takes a user without a password',
      `curl -u id ${URL}`,
      { user: { name: 'id', password: '' } },
    ],
    [
      'takes a password with colons',
      `curl -u id:a:b ${URL}`,
      { user: { name: 'id', password: 'a:b' } },
    ],
    [
      'takes headers as they are',
      `curl ${URL} -H 'A:b: c' -H 'B;' -H 'C:'`,
      {
        headers: [
          ['A', 'b: c'],
          ['B', ''],
        ],
      },
    ],
    [
      'knows the short headers',
      `curl ${URL} -A me -e https://a.example -b a=1 --oauth2-bearer FAKE`,
      {
        headers: [
          ['User-Agent', 'me'],
          ['Referer', 'https://a.example'],
          ['Cookie', 'a=1'],
          ['Authorization', 'Bearer FAKE'],
        ],
      },
    ],
    [
      'keeps the content type it is given',
      `curl ${URL} -H 'content-type: application/json' -d '{}'`,
      { headers: [['content-type', 'application/json']], body: '{}' },
    ],
    [
      'sends JSON',
      `curl ${URL} --json '{"a":1}'`,
      { method: 'POST', headers: [['Content-Type', 'application/json']], body: '{"a":1}' },
    ],
    [
      'knows that there is a certificate',
      `curl ${URL} --cert a.pem --key b.pem`,
      { clientCertificate: true, ignored: [] },
    ],
    [
      'passes over what says nothing of the request',
      `curl ${URL} -k -s -o out.json --retry 3 --compressed -w '%{http_code}'`,
      { url: URL, ignored: [] },
    ],
    ['lists what it does not know', `curl ${URL} --colour red`, { ignored: ['--colour', 'red'] }],
    [
      'reads no file',
      `curl ${URL} -d @secret.txt --data-urlencode a@b.txt`,
      { method: 'POST', body: '', files: ['secret.txt', 'b.txt'] },
    ],
    [
      'fills in no variable',
      `curl "$HOST/token" -d "code=$CODE"`,
      { url: 'https://$HOST/token', body: 'code=$CODE' },
    ],
    ['may have a prompt and words before it', `$ sudo /usr/bin/curl ${URL}`, { url: URL }],
    ['may be curl.exe', `C:\\curl\\curl.exe ${URL}`.replaceAll('\\', '/'), { url: URL }],
    ['ends at a pipe', `curl ${URL} -d a=1 | jq -d .`, { body: 'a=1' }],
    [
      'ends where another begins',
      `curl ${URL} -d a=1\ncurl https://other.example -d b=2`,
      { url: URL, body: 'a=1' },
    ],
    ['may have an address with & without quotes', `curl ${URL}?a=1&b=2`, { url: `${URL}?a=1&b=2` }],
    ['drops a fragment', `curl '${URL}#x'`, { url: URL }],
    ['may ask for the head alone', `curl -I ${URL}`, { method: 'HEAD', ignored: [] }],
    ['may ask for the head alone', `curl -X GET --head ${URL}`, { method: 'GET' }],
    ['shows a certificate', `curl -E a.pem ${URL}`, { clientCertificate: true, url: URL }],
    ['shows none else', `curl ${URL}`, { clientCertificate: false, files: [] }],
    [
      'is a POST with a file',
      `curl ${URL} -d @a.txt`,
      { method: 'POST', files: ['a.txt'], body: '' },
    ],
    ['is a POST with nothing', `curl ${URL} -d ''`, { method: 'POST', body: '' }],
    ['joins no empty data', `curl ${URL} -d '' -d a=1 --url-query ''`, { url: URL, body: 'a=1' }],
    ['joins JSON as it stands', `curl ${URL} --json '{' --json '}'`, { body: '{}' }],
    ['encodes data without a name', `curl ${URL} --data-urlencode 'a b'`, { body: 'a%20b' }],
    [
      'has an empty header',
      `curl ${URL} -H 'A-B; ' -H 'C:' -H ' D : e '`,
      {
        headers: [
          ['A-B', ''],
          ['D', 'e'],
        ],
      },
    ],
    ['has a semicolon in a header', `curl ${URL} -H 'A: b;'`, { headers: [['A', 'b;']] }],
    [
      'takes the first address',
      `curl ${URL} https://other.example`,
      { url: URL, ignored: ['https://other.example'] },
    ],
    [
      'lists what it does not know',
      `curl ${URL} --own -! --x=y more`,
      { ignored: ['--own', '-!', '--x=y', 'more'] },
    ],
    [
      'passes over what says nothing',
      `curl -kx a.example --output=b.txt --range 1 --ipv4 ${URL}`,
      { url: URL, ignored: [] },
    ],
    ['has a user without a password', `curl -u id ${URL}`, { user: { name: 'id', password: '' } }],
    ['ends at a pipe', `curl ${URL} | jq . https://other.example`, { url: URL, ignored: [] }],
    ['goes on behind a quoted one', `curl ${URL} '|' more`, { ignored: ['|', 'more'] }],
    ['goes on behind what holds one', `curl ${URL} a|b ;c`, { ignored: ['a|b', ';c'] }],
    [
      'may be on one line that was several',
      `curl -X POST \\ -H "Accept: application/json" \\ -d "a=1" \\ ${URL}`,
      { method: 'POST', url: URL, body: 'a=1' },
    ],
    [
      'may come from the Windows prompt',
      `curl ^"${URL}^" ^\r\n  -H ^"accept: */*^" ^\r\n  --data-raw ^"a=1^&b=^%^40^"`,
      { url: URL, headers: [['accept', '*/*'], FORM], body: 'a=1&b=%40' },
    ],
  ])('%s', (_how, text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it.each([
    ['server.example', 'https://server.example'],
    ['server.example:8080/token?a=b', 'https://server.example:8080/token?a=b'],
    ['server.example?a=b', 'https://server.example?a=b'],
    ['localhost', 'https://localhost'],
    ['LOCALHOST:8080/token', 'https://LOCALHOST:8080/token'],
    ['bank:8443', 'https://bank:8443'],
    ['$HOST/token', 'https://$HOST/token'],
    ['<host>/token', 'https://<host>/token'],
    ['HTTP://bank', 'HTTP://bank'],
    ['a=http://bank', undefined],
    ['id@server.example', undefined],
    ['a=server.example', undefined],
    ['server.example more', undefined],
    ['mylocalhost', undefined],
    ['localhosts', undefined],
    ['a$HOST/token', undefined],
    ['$HOST', undefined],
    ['token', undefined],
    [`${'a'.repeat(8184)}.example`, `https://${'a'.repeat(8184)}.example`],
    [`${'a'.repeat(8185)}.example`, undefined],
  ])('takes %s for the address: %s', (word, url) => {
    const parsed = parseCurl(`curl '${word}'`);
    expect(parsed.ok ? parsed.value.url : undefined).toBe(url);
  });

  it.each([
    ['a program of that name', '/usr/bin/curl'],
    ['one of Windows', 'C:/tools/curl.exe'],
  ])('may start with %s', (_what, program) => {
    expect(read(`${program} ${URL}`).url).toBe(URL);
  });

  it.each([
    ['no command', 'hello', 'no_curl'],
    ['a command that begins alike', `curlie ${URL}`, 'no_curl'],
    ['a text of multipart data', `curl ${URL} --form-string a=1`, 'multipart'],
    ['nothing', '', 'no_curl'],
    ['another command', 'wget https://server.example', 'no_curl'],
    ['no address', 'curl -X POST -d a=1', 'no_address'],
    ['a quotation mark too few', `curl '${URL}`, 'unclosed_quote'],
    ['multipart data', `curl ${URL} -F a=1`, 'multipart'],
    ['multipart data, long', `curl ${URL} --form a=1`, 'multipart'],
  ])('cannot be read from %s', (_what, text, kind) => {
    expect(parseCurl(text)).toEqual({ ok: false, error: { kind } });
  });

  it('is read from any text without throwing', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'curl',
        '-d',
        '-H',
        '--data-urlencode',
        URL,
        '-u',
        '\\',
        '^',
        '"',
        "'",
        '-XG',
        '--',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => void parseCurl(`curl ${pieces.join(' ')}`)),
      { numRuns: runs(500) },
    );
  });

  it.each([
    ['dots', `curl ${'a.'.repeat(40_000)}=`],
    ['words', `curl ${'a '.repeat(40_000)}`],
    ['backslashes', `curl ${'\\ '.repeat(40_000)}'`],
    ['quotation marks', `curl ${'""'.repeat(40_000)}"`],
    ['letters', `curl -${'s'.repeat(90_000)}`],
  ])(
    'is read in a moment, even with very many %s',
    (_what, text) => {
      const start = performance.now();
      parseCurl(text);
      expect(performance.now() - start).toBeLessThan(10_000);
    },
    30_000,
  );
});
