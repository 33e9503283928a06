import { signal } from '@preact/signals';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { TokensView } from '../../../src/panel/tokens/TokensView.tsx';
import * as encrypted from '../../fixtures/encrypted-tokens.ts';
import * as rfc from '../../fixtures/rfc-tokens.ts';
import * as tokens from '../../fixtures/tokens.ts';
import { NOW_MS, runJson } from '../cli/fake-io.ts';

const NOW = NOW_MS / 1000;
const { encodeText, fakeToken } = tokens;
const sound = fakeToken({ alg: 'ES256' }, { iss: 'https://bank.example', exp: NOW + 60 });
const ignore = () => undefined;

/** All that the panel shows of a text, as plain text. */
function shown(text: string): string {
  const html = renderToString(
    h(TokensView, {
      ...{ text, other: '', query: '', onText: ignore, onOther: ignore, onQuery: ignore },
      nowMs: signal(NOW_MS),
    }),
  );
  return html
    .replace(/<[^>]+>/g, '|')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
}

it.each(
  Object.entries({
    ...encrypted,
    ...rfc,
    ...tokens,
    sound,
    opaque: 'FAKE-opaque',
    cut: `${sound.slice(0, 90)}…`,
    twice: `${encodeText('{"alg":"ES256"}')}.${encodeText('{"a":1,"a":2}')}.`,
    header: `Authorization: Bearer ${sound}=`,
    wrongKind: JSON.stringify({
      access_token: fakeToken({ alg: 'none' }, { nonce: 'n', iat: NOW, exp: NOW + 900 }),
      id_token: rfc.RFC9068_EXAMPLE,
      expires_in: 60,
    }),
    redirect: `https://tpp.example/cb?response=${sound}#id_token=${tokens.RFC7515_A1}`,
    curl: `curl -H "Authorization: Bearer ${sound}" https://bank.example/accounts`,
    log: `got ${tokens.RFC7519_6_1} and ${sound}`,
    mail: `> ${sound.replace('.', '.\n> ')}`,
    keys: fakeToken({ alg: 'HS256', jku: 'https://evil.example', crit: ['x'] }, { exp: 'soon' }),
    milliseconds: fakeToken({ alg: 'ES256' }, { exp: NOW_MS, nbf: NOW + 900 }),
    personal: fakeToken({ alg: 'ES256', b64: false }, { email: 'nobody@mail.example' }),
  }).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text] as const] : [])),
)('the command line and the panel say the same of %s', async (_name, text) => {
  const { json } = await runJson(['decode'], text);
  const panel = shown(text);
  const findings = json.tokens.flatMap((token: { findings: object[] }) => token.findings);
  expect(findings.length).toBeGreaterThan(0);
  const ids = findings.map(({ id }: { id: string }) => id);
  expect([...panel.matchAll(/\|([A-Z]{2}\d\d)\|/g)].map(([, id]) => id)).toEqual(ids);
  for (const { seen, expected, fix } of findings) {
    for (const sentence of [seen, expected, fix]) expect(panel).toContain(sentence);
  }
});
