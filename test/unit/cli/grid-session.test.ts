import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGridSession } from '../../../src/cli/browser/grid-session.ts';

const WISH = { browserName: '', args: [] };
const RIGHT = `Basic ${Buffer.from('fake user:fake/key').toString('base64')}`;
let grid: Server;
let host: string;
const seen: string[] = [];

beforeAll(async () => {
  grid = createServer((request, response) => {
    const isRight = request.headers.authorization === RIGHT;
    seen.push(`${request.method} ${isRight}`);
    const value = isRight ? { sessionId: 's1', capabilities: {} } : { message: 'who are you?' };
    response.writeHead(isRight ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ value }));
  });
  grid.listen(0, '127.0.0.1');
  await once(grid, 'listening');
  host = `127.0.0.1:${(grid.address() as AddressInfo).port}`;
});
afterAll(() => {
  grid.close();
  grid.closeAllConnections();
});

it('asks a grid by the name and key in its address, and gives the browser back by them', async () => {
  const session = await startGridSession(`http://fake%20user:fake%2Fkey@${host}/`, WISH);
  if (!session.ok) throw new Error(session.error);
  await session.value.end();
  expect(seen).toEqual(['POST true', 'DELETE true']);
});

it.each([
  ['refuses', () => `http://somebody:fake-key@${host}`, /who are you/],
  ['is not there', () => 'http://somebody:fake-key@127.0.0.1:1', /127\.0\.0\.1:1/],
])('tells of a grid that %s without its key', async (_what, address, expected) => {
  const session = await startGridSession(address(), WISH);
  expect(session).toMatchObject({ ok: false, error: expect.stringMatching(expected) });
  expect(JSON.stringify(session)).not.toMatch(/somebody|fake-key/);
});
