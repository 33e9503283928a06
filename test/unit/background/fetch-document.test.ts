import { expect, it } from 'vitest';
import { fetchDocument } from '../../../src/background/exchange/fetch-document.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/core/oauth/http-message.ts';
import type { Send } from '../../../src/engine/effects.ts';

const url = 'https://bank.example/.well-known/openid-configuration';
const usual: HttpAnswer = {
  status: 200,
  headers: [],
  body: '{"issuer":"https://bank.example"}',
  badText: false,
  bytes: 33,
  cut: false,
  redirected: false,
  receivedAtMs: 0,
  durationMs: 12,
};

function answering(change: Partial<HttpAnswer>, sent: HttpRequest[] = []): Send {
  return async (request) => {
    sent.push(request);
    return { ok: true, value: { answer: { ...usual, ...change }, bytes: new Uint8Array() } };
  };
}

it('asks for the document once, by GET and with nothing else', async () => {
  const sent: HttpRequest[] = [];
  expect(await fetchDocument(answering({}, sent), url)).toEqual({
    ok: true,
    value: { status: 200, text: usual.body, durationMs: 12 },
  });
  expect(sent).toEqual([
    { method: 'GET', url, headers: [['Accept', 'application/json']], parameters: [] },
  ]);
});

it.each([
  ['a redirect, which it does not follow', { redirected: true, status: 302 }, 'redirected'],
  ['a page', { body: '<html>', status: 404 }, 'not_json'],
  ['a document that was cut', { cut: true }, 'too_large'],
  ['more than 512 kB', { bytes: 524_289 }, 'too_large'],
])('refuses %s', async (_what, answer, kind) => {
  expect(await fetchDocument(answering(answer), url)).toMatchObject({
    ok: false,
    error: { kind, host: 'bank.example' },
  });
});

it('hands JSON on whatever its status', async () => {
  const answer = { status: 404, body: '{"error":"not_found"}' };
  expect(await fetchDocument(answering(answer), url)).toMatchObject({ value: { status: 404 } });
});

it('says why nothing came', async () => {
  const error = { kind: 'plain_http', host: 'bank.example' } as const;
  expect(await fetchDocument(async () => ({ ok: false, error }), 'http://bank.example')).toEqual({
    ok: false,
    error,
  });
});
