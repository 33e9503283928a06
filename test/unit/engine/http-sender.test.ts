import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HttpRequest } from '../../../src/core/oauth/http-message.ts';
import { createSender } from '../../../src/engine/http-sender.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const never = new AbortController().signal;
const parts = {
  fetch,
  clock: { nowMs: () => Date.now() },
  timeLimitMs: 5_000,
  sizeLimit: 1_000,
};

function post(url: string): HttpRequest {
  return {
    method: 'POST',
    url,
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    parameters: [{ name: 'a', value: 'b' }],
    body: 'a=b',
  };
}

describe('the sender', () => {
  it('sends method, headers and body as given, and hands the answer on', async () => {
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => response.end(`${request.method} ${body}`));
    });
    const result = await createSender(parts)(post(url), never);
    expect(result).toMatchObject({
      ok: true,
      value: { answer: { status: 200, body: 'POST a=b', badText: false, cut: false } },
    });
  });

  it('notes what the connection spoke, once the body is read', async () => {
    const url = await serve((_request, response) => response.end('x'));
    const protocolOf = vi.fn(async () => 'h2');
    const result = await createSender({ ...parts, protocolOf })(post(url), never);
    expect(result).toMatchObject({ value: { answer: { protocol: 'h2' } } });
    expect(protocolOf).toHaveBeenCalledWith(url);
  });

  it('shows a redirect and never follows it', async () => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    const result = await createSender(parts)(post(`${url}/token`), never);
    expect(result).toMatchObject({ ok: true, value: { answer: { redirected: true } } });
    expect(asked).toEqual(['/token']);
  });

  it('stops reading at the size limit and says so', async () => {
    const url = await serve((_request, response) => response.end('x'.repeat(5_000)));
    const result = await createSender(parts)(post(url), never);
    expect(result).toMatchObject({ ok: true, value: { answer: { cut: true, bytes: 1_000 } } });
  });

  it.each([
    ['a byte order mark', Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]), true],
    ['broken UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), true],
    ['clean text', Buffer.from('{}'), false],
  ])('marks %s', async (_what, bytes, badText) => {
    const url = await serve((_request, response) => response.end(bytes));
    const result = await createSender(parts)(post(url), never);
    expect(result).toMatchObject({ ok: true, value: { answer: { badText } } });
  });

  it('gives up at the time limit', async () => {
    const url = await serve(() => undefined);
    const result = await createSender({ ...parts, timeLimitMs: 30 })(post(url), never);
    expect(result).toEqual({ ok: false, error: { kind: 'too_slow', afterMs: 30 } });
  });

  it('gives up in the middle of a body too', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200);
      response.write('{"access');
    });
    const result = await createSender({ ...parts, timeLimitMs: 100 })(post(url), never);
    expect(result).toMatchObject({ error: { kind: 'too_slow', begun: { status: 200, bytes: 8 } } });
  });

  it('tells an answer that broke off from one that never came', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(201, { 'content-length': 100 });
      response.write('{"access', () => setTimeout(() => response.destroy(), 20));
    });
    const reasonFor = async () => 'net::ERR_CONTENT_LENGTH_MISMATCH';
    const result = await createSender({ ...parts, reasonFor })(post(url), never);
    expect(result).toMatchObject({
      error: {
        kind: 'cut_off',
        reason: 'net::ERR_CONTENT_LENGTH_MISMATCH',
        begun: { status: 201, bytes: 8 },
      },
    });
  });

  it('asks the browser for what it hides of a redirect', async () => {
    const hidden = { type: 'opaqueredirect', status: 0, headers: new Headers(), body: null };
    const ended: string[] = [];
    const send = createSender({
      ...parts,
      fetch: async () => hidden as unknown as Response,
      watchRedirect: (address) => ({
        seen: async () => ({ status: 307, location: 'https://elsewhere.example/token' }),
        end: () => ended.push(address),
      }),
    });
    const url = 'https://bank.example/token';
    expect(await send(post(url), never)).toMatchObject({
      value: {
        answer: {
          status: 307,
          redirected: true,
          headers: [['location', 'https://elsewhere.example/token']],
        },
      },
    });
    expect(ended).toEqual([url]);
  });

  it('stops when cancelled', async () => {
    const url = await serve(() => controller.abort());
    const controller = new AbortController();
    const result = await createSender(parts)(post(url), controller.signal);
    expect(result).toEqual({ ok: false, error: { kind: 'cancelled' } });
  });

  it('names the reason that the browser gave', async () => {
    const url = await serve((request) => request.socket.destroy());
    const reasonFor = async () => 'net::ERR_EMPTY_RESPONSE';
    const result = await createSender({ ...parts, reasonFor })(post(url), never);
    expect(result).toMatchObject({ error: { kind: 'network', reason: 'net::ERR_EMPTY_RESPONSE' } });
  });

  it.each([
    ['a host that was not granted', 'https://bank.example/token', 'no_permission'],
    ['plain http beyond loopback', 'http://bank.example/token', 'plain_http'],
    ['something that is no URL', 'bank/token', 'bad_url'],
  ])('does not call %s', async (_what, url, kind) => {
    const called: unknown[] = [];
    const send = createSender({
      ...parts,
      fetch: async (input) => {
        called.push(input);
        return new Response('');
      },
      mayReach: async () => false,
    });
    expect(await send(post(url), never)).toMatchObject({ ok: false, error: { kind } });
    expect(called).toEqual([]);
  });

  it('asks the browser for no cookie, cache, referrer or redirect', async () => {
    let init: RequestInit | undefined;
    const send = createSender({
      ...parts,
      fetch: async (_input, given) => {
        init = given;
        return new Response('{}');
      },
    });
    await send(post('https://bank.example/token'), never);
    expect(init).toMatchObject({
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  });
});

it('knows that a request never left which the platform refuses to make', async () => {
  const fetch = vi.fn();
  const parts = { fetch, clock: { nowMs: () => 0 }, timeLimitMs: 1000, sizeLimit: 1000 };
  const send = createSender(parts as unknown as Parameters<typeof createSender>[0]);
  const request: HttpRequest = {
    method: 'POST',
    url: 'https://bank.example/token',
    parameters: [],
    headers: [['PSU-ID', 'Łukasz']],
  };
  const sent = await send(request, new AbortController().signal);
  expect(sent).toEqual({ ok: false, error: { kind: 'bad_url' } });
  expect(fetch).not.toHaveBeenCalled();
});
