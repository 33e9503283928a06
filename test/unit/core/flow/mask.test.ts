import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  maskAnswer,
  maskHeader,
  maskJwt,
  maskParameters,
  maskRequest,
  maskText,
} from '../../../../src/core/flow/mask.ts';
import type { KnownSecret, SecretKind } from '../../../../src/core/flow/secret.ts';
import { encodeForm } from '../../../../src/core/oauth/parameter.ts';
import { runs } from '../../../extent.ts';
import { jsonAnswer } from '../../../fixtures/answers.ts';
import { RFC7515_A2 } from '../../../fixtures/tokens.ts';

function secret(kind: SecretKind, value: string, fingerprint = '0badcafe'): KnownSecret {
  return { reference: { id: 'x', kind, length: value.length, fingerprint }, value };
}

/** Each way in which a value may stand in a URL, a body or a header. */
function forms(value: string): string[] {
  const form = encodeForm([{ name: '', value }]).slice(1);
  const percent = encodeURIComponent(value);
  const json = JSON.stringify(value).slice(1, -1);
  const lower = percent.replace(/%../g, (hex) => hex.toLowerCase());
  return [
    value,
    form,
    form.replaceAll('+', '%20'),
    percent,
    lower,
    encodeURIComponent(percent),
    encodeURIComponent(form),
    value.replace(/[^A-Za-z0-9]/gu, (sign) => `&#${sign.codePointAt(0)};`),
    json,
    json.replaceAll('/', '\\/'),
  ];
}

describe('known secrets', () => {
  const code = secret('authorization_code', 'FAKE/code+1 é"');

  it.each([
    ['raw', code.value],
    ['form-encoded', encodeForm([{ name: 'code', value: code.value }])],
    ['percent-encoded', encodeURIComponent(code.value)],
    [
      'percent-encoded in lower case',
      encodeURIComponent(code.value).replace(/%../g, (hex) => hex.toLowerCase()),
    ],
    ['in JSON', JSON.stringify({ note: code.value })],
    ['in JSON with escaped slashes', JSON.stringify({ note: code.value }).replaceAll('/', '\\/')],
    ['in an address within an address', encodeURIComponent(encodeURIComponent(code.value))],
    ['in HTML', 'FAKE&#x2F;code&#43;1 &eacute;&quot;'.replace('&eacute;', 'é')],
    ['in JSON with other signs escaped', 'FAKE/code\\u002B1 \\u00e9\\u0022'],
  ])('are replaced when they stand %s', (_how, text) => {
    const masked = maskText(`before ${text} after`, [code]);
    expect(masked).toContain('{{authorization_code#0badcafe}}');
    expect(masked).not.toContain('FAKE');
    expect(masked).toMatch(/^before .* after$/);
  });

  it('are replaced longest first, so that no tail of a longer one stays', () => {
    const short = secret('state', 'FAKE-1234', '00000001');
    const long = secret('access_token', 'FAKE-1234-and-more', '00000002');
    expect(maskText('t=FAKE-1234-and-more', [short, long])).toBe('t={{access_token#00000002}}');
  });

  it('may hold half a character, as a broken JSON escape leaves it', () => {
    const broken = secret('access_token', 'FAKE-\ud800-token');
    expect(maskText('x FAKE-\ud800-token', [broken])).toBe('x {{access_token#0badcafe}}');
  });

  it.each([
    ['\\%', '\\\\%25'],
    ['%', '%2525'],
    ['&<', '&amp;&lt;'],
  ])('made of signs that double when escaped take no time to look for: %s', (signs, escaped) => {
    const hostile = secret('access_token', `${signs.repeat(2000)}!`);
    const text = escaped.repeat(4000);
    expect(maskText(text, [hostile])).toBe(text);
  });

  it('leave no trace in any written form', () => {
    const value = fc
      .oneof(
        fc.string({ unit: 'grapheme', minLength: 4, maxLength: 60 }),
        fc.base64String({ minLength: 4, maxLength: 60 }),
      )
      // What stands in the marks themselves cannot be told from the secret.
      .filter((text) => !'{{client_secret#0badcafe}}{{masked#}}'.includes(text));
    const around = fc.string({ unit: fc.constantFrom(...'&=?"<> \n:,'), maxLength: 6 });
    fc.assert(
      fc.property(value, around, around, (known, before, after) => {
        const written = [...new Set(forms(known))];
        const text = written.map((form) => before + form + after).join('');
        const masked = maskText(text, [secret('client_secret', known)]);
        for (const form of written) expect(masked).not.toContain(form);
      }),
      { numRuns: runs(500) },
    );
  });

  it('shorter than four characters are left alone in free text, and masked by their parameter’s name', () => {
    const short = secret('authorization_code', 'abc');
    expect(maskText('abcdef', [short])).toBe('abcdef');
    expect(maskText('https://tpp.example/cb?code=abc&x=1', [short])).toBe(
      'https://tpp.example/cb?code={{masked#}}&x=1',
    );
  });
});

describe('what looks like a secret', () => {
  it.each([
    ['a member of JSON', '{"access_token":"FAKE","n":1}', '{"access_token":"{{masked#}}","n":1}'],
    ['a member that was cut off', '{"refresh_token": "FAK', '{"refresh_token": "{{masked#}}'],
    ['a form field', 'a=1&client_secret=FAKE&b=2', 'a=1&client_secret={{masked#}}&b=2'],
    [
      'a parameter behind the #',
      'https://tpp.example/#id_token=FAKE',
      'https://tpp.example/#id_token={{masked#}}',
    ],
    [
      'an element of XML',
      '<t:access_token type="x">FAKE-0123456789abcdef</t:access_token>',
      '<t:access_token type="x">{{masked#}}</t:access_token>',
    ],
    [
      'JSON within JSON',
      String.raw`"{\"access_token\":\"FAKE-0123456789abcdef\"}"`,
      String.raw`"{\"access_token\":\"{{masked#}}\"}"`,
    ],
    ['plain text', 'access_token: FAKE-0123456789abcdef', 'access_token: {{masked#}}'],
    [
      'a form in a page',
      '<input name="code" type=hidden value="FAKE"><input value=FAKE name=\'access_token\'>',
      '<input name="code" type=hidden value="{{masked#}}"><input value="{{masked#}}" name=\'access_token\'>',
    ],
    [
      'a parameter of an address within a parameter',
      '/x?next=https%3A%2F%2Fapp.example%2F%3Fa%3D1%26code%3DFAKE%2B0%26b%3D2&c=3',
      '/x?next=https%3A%2F%2Fapp.example%2F%3Fa%3D1%26code%3D{{masked#}}%26b%3D2&c=3',
    ],
    [
      'the same within another',
      '/x?a=%3Fnext%3Dhttps%253a%252f%252fapp.example%252f%253fclient_secret%253dFAKE%252526%25260',
      '/x?a=%3Fnext%3Dhttps%253a%252f%252fapp.example%252f%253fclient_secret%253d{{masked#}}%25260',
    ],
    ['an Authorization header', 'Bearer FAKE-token', 'Bearer {{masked#}}'],
    ['a JWT anywhere', `see ${RFC7515_A2}!`, 'see {{masked#}}!'],
  ])('is masked unasked: %s', (_what, text, masked) => {
    expect(maskText(text, [])).toBe(masked);
  });

  it('keeps the mark of a known secret', () => {
    const known = secret('access_token', 'FAKE-access-token');
    expect(maskText('{"access_token":"FAKE-access-token"}', [known])).toBe(
      '{"access_token":"{{access_token#0badcafe}}"}',
    );
    const nested = '?next=%3Faccess_token%3D';
    expect(maskText(`${nested}FAKE-access-token`, [known])).toBe(
      `${nested}{{access_token#0badcafe}}`,
    );
  });

  it.each([
    '{"tppMessages":[{"code":"TOKEN_INVALID"}]}',
    '{"error":"invalid_grant"}',
    'scope=aisp&state=x',
    'a code is missing',
    '?next=%2Fcb%3Fscope%3Daisp%26error_code%3D17',
    'password: required by the authorization server',
    '<input name="user" value="practice">',
  ])('is not seen in %s', (text) => {
    expect(maskText(text, [])).toBe(text);
  });
});

describe('messages', () => {
  const known = [secret('authorization_code', 'FAKE-code'), secret('state', 'abc', '00000001')];

  it('mask parameters whole, even short ones that are known', () => {
    expect(
      maskParameters(
        [
          { name: 'code', value: 'FAKE-code' },
          { name: 'state', value: 'abc' },
          { name: 'refresh_token', value: 'unknown' },
          { name: 'scope', value: 'aisp' },
          { name: 'code', value: '' },
        ],
        known,
      ),
    ).toEqual([
      { name: 'code', value: '{{authorization_code#0badcafe}}' },
      { name: 'state', value: '{{state#00000001}}' },
      { name: 'refresh_token', value: '{{masked#}}' },
      { name: 'scope', value: 'aisp' },
      { name: 'code', value: '' },
    ]);
  });

  it('mask a request in its URL, headers, parameters and body', () => {
    const masked = maskRequest(
      {
        method: 'POST',
        url: 'https://bank.example/token?x=FAKE-code',
        headers: [['Authorization', 'Basic RkFLRTpGQUtF']],
        parameters: [{ name: 'code', value: 'FAKE-code' }],
        body: 'code=FAKE-code',
      },
      known,
    );
    expect(JSON.stringify(masked)).not.toMatch(/FAKE|RkFL/);
  });

  it('mask an answer in its headers and body', () => {
    const answer = jsonAnswer(200, { access_token: 'FAKE-at', note: 'FAKE-code' });
    const masked = maskAnswer({ ...answer, headers: [['X-Echo', 'FAKE-code']] }, known);
    expect(JSON.stringify(masked)).not.toContain('FAKE');
    expect(masked.status).toBe(200);
  });
});

describe('headers that log somebody in', () => {
  const headersOf = (name: string, value: string) =>
    maskRequest(
      { method: 'GET', url: 'https://a.example', headers: [[name, value]], parameters: [] },
      [],
    ).headers[0]?.[1];

  it.each([
    ['Cookie', 'sid=FAKE+1==; theme=dark', 'sid={{masked#}}; theme={{masked#}}'],
    [
      'set-cookie',
      'sid=FAKE,1; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Secure; SameSite=Lax',
      'sid={{masked#}}; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Secure; SameSite=Lax',
    ],
    ['Authorization', 'bearer FAKE', 'bearer {{masked#}}'],
    ['Proxy-Authorization', 'Basic FA:KE', 'Basic {{masked#}}'],
    ['Authorization', 'Signature keyId="k"', 'Signature keyId="k"'],
    ['X-Request-ID', 'sid=FAKE', 'sid=FAKE'],
  ])('are masked in %s: %s', (name, value, masked) => {
    expect(headersOf(name, value)).toBe(masked);
  });

  it('keep the mark of a secret that is known', () => {
    const known = secret('access_token', 'FAKE-access-token');
    const request = {
      method: 'GET' as const,
      url: 'https://a.example',
      headers: [
        ['Authorization', 'Bearer FAKE-access-token'],
        ['Cookie', 'sid=FAKE-access-token'],
      ] as [string, string][],
      parameters: [],
    };
    expect(maskRequest(request, [known]).headers.map(([, value]) => value)).toEqual([
      'Bearer {{access_token#0badcafe}}',
      'sid={{access_token#0badcafe}}',
    ]);
  });
});

describe('what a client signs', () => {
  it('is masked whole where nobody knows it: request object, assertion, proof', () => {
    const body = `client_id=c&request=${RFC7515_A2}&client_assertion=${RFC7515_A2}&request_uri=urn:example:1`;
    const request = {
      method: 'POST' as const,
      url: `https://bank.example/par?request=${RFC7515_A2}`,
      headers: [['DPoP', RFC7515_A2]] as [string, string][],
      parameters: [{ name: 'request', value: RFC7515_A2 }],
      body,
    };
    expect(maskRequest(request, [])).toEqual({
      method: 'POST',
      url: 'https://bank.example/par?request={{masked#}}',
      headers: [['DPoP', '{{masked#}}']],
      parameters: [{ name: 'request', value: '{{masked#}}' }],
      body: 'client_id=c&request={{masked#}}&client_assertion={{masked#}}&request_uri=urn:example:1',
    });
    expect(maskHeader('Authorization', 'DPoP opaque+token/1', [])).toBe('DPoP {{masked#}}');
  });

  it('is shown decoded with marks for what is secret in it, and whole else', () => {
    const state = secret('state', 'fake "state" 0123', '57a7e000');
    const content = {
      header: { alg: 'ES256', jwk: { kty: 'EC', x: 'made-up-x' } },
      claims: {
        state: state.value,
        nonce: 'n-1',
        redirect_uri: 'https://app.example/cb?a=1',
        claims: { id_token: { openbanking_intent_id: { value: 'intent-1', essential: true } } },
        authorization_details: [{ type: 'payment_initiation' }],
      },
    };
    expect(maskJwt(content, [state])).toEqual({
      ...content,
      claims: { ...content.claims, state: '{{state#57a7e000}}' },
    });
  });
});
