import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** What a grid has of the one browser that it lends. */
export interface LentBrowser {
  /** told as Selenium Grid tells it */
  cdp?: string;
  /** a browser has one BiDi session: the grid begins it, and hands on what is said in it */
  bidi?: string;
}

const SESSION = '/session/practice-session';

/** A WebDriver endpoint as small as can be. @param ended hears of the sessions that are given back */
export async function startGrid(
  { cdp, bidi }: LentBrowser,
  ended: (session: string) => void,
): Promise<{ address: string; close(): void }> {
  const own = bidi === undefined ? undefined : await beginSession(bidi);
  const server = createServer((request, response) => {
    const answer = (status: number, value: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ value }));
    };
    if (request.method === 'POST' && request.url === '/session') {
      const capabilities = {
        ...own?.capabilities,
        ...(cdp === undefined ? {} : { 'se:cdp': cdp }),
        ...(own ? { webSocketUrl: `ws://${request.headers.host}${SESSION}/se/bidi` } : {}),
      };
      answer(200, { sessionId: 'practice-session', capabilities });
    } else if (request.method === 'DELETE') {
      ended(request.url ?? '');
      answer(200, null);
    } else {
      answer(404, { error: 'unknown command', message: '' });
    }
  });
  new WebSocketServer({ server }).on('connection', (driver) => {
    driver.on('message', (message) => own?.browser.send(String(message)));
    own?.browser.on('message', (message) => driver.send(String(message)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      own?.browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

async function beginSession(address: string) {
  const browser = new WebSocket(address);
  await once(browser, 'open');
  browser.send(JSON.stringify({ id: 0, method: 'session.new', params: { capabilities: {} } }));
  const [answer] = await once(browser, 'message');
  const { result } = JSON.parse(String(answer)) as { result: { capabilities: object } };
  return { browser, capabilities: result.capabilities };
}
