import type { ConnectionTransport } from 'puppeteer-core';
import { err, ok, type Result } from '../../core/result.ts';
import { english } from '../english.ts';

/** A browser that a WebDriver endpoint (a Selenium Grid, chromedriver, geckodriver) has started for us. */
export interface GridSession {
  /** address of its WebDriver BiDi, if it has one. @see W3C webdriver-bidi §3.5 */
  bidi: string | undefined;
  /** address of its CDP, which Selenium Grid calls `se:cdp` */
  cdp: string | undefined;
  sessionId: string;
  capabilities: Record<string, unknown>;
  /** gives the browser back */
  end(): Promise<void>;
}

/** What a grid is asked for: empty means whatever it likes. */
export interface GridWish {
  browserName: string;
  args: readonly string[];
}

/**
 * Asks for a browser. Name and key of a grid's user stand in its address; they go into a header, and into no sentence.
 *
 * @see W3C webdriver2 §7.1, §8.1
 */
export async function startGridSession(
  whole: string,
  wish: GridWish,
): Promise<Result<GridSession, string>> {
  const address = withoutUser(whole);
  const base = address.replace(/\/$/, '');
  const headers = userHeader(whole);
  let value: { sessionId?: unknown; capabilities?: unknown; message?: unknown };
  try {
    const answer = await fetch(`${base}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ capabilities: wantedCapabilities(wish) }),
    });
    value = ((await answer.json()) as { value: typeof value }).value ?? {};
  } catch {
    return err(english('cli_no_browser_there', address));
  }
  const { sessionId, capabilities, message } = value;
  if (typeof sessionId !== 'string' || typeof capabilities !== 'object' || capabilities === null) {
    return err(english('cli_grid_refused', address, String(message ?? '').slice(0, 200)));
  }
  const known = capabilities as Record<string, unknown>;
  const text = (name: string) => (typeof known[name] === 'string' ? known[name] : undefined);
  return ok({
    bidi: text('webSocketUrl'),
    cdp: text('se:cdp'),
    sessionId,
    capabilities: known,
    async end() {
      const init = { method: 'DELETE', headers };
      await fetch(`${base}/session/${sessionId}`, init).catch(() => undefined);
    },
  });
}

/** An address without the user that may stand in it. */
export function withoutUser(address: string): string {
  return address.replace(/\/\/[^/?#]*@/, '//');
}

/** `fetch` takes no address with a user in it. @see RFC 7617 §2 */
function userHeader(address: string): Record<string, string> {
  const { username, password } = URL.canParse(address) ? new URL(address) : {};
  if (!username) return {};
  const pair = [username, password ?? ''].map(decodeURIComponent).join(':');
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** Arguments are told to each browser in its own words, so that they name the browser too. */
function wantedCapabilities({ browserName, args }: GridWish) {
  const ways = [
    { browserName: 'chrome', 'goog:chromeOptions': { args } },
    { browserName: 'firefox', 'moz:firefoxOptions': { args } },
  ];
  const named = browserName === '' ? {} : { browserName };
  const fitting = ways.filter((way) => browserName === '' || way.browserName === browserName);
  return {
    alwaysMatch: { webSocketUrl: true },
    firstMatch: args.length > 0 && fitting.length > 0 ? fitting : [named],
  };
}

/**
 * Puppeteer always starts a BiDi session of its own, and a browser has but one: this tells it of the one that the
 * grid has started already.
 */
export async function joinSession({
  bidi = '',
  sessionId,
  capabilities,
}: GridSession): Promise<ConnectionTransport> {
  const { WebSocket } = await import('undici');
  const socket = new WebSocket(bidi);
  const transport: ConnectionTransport = {
    send(message) {
      const { id, method } = JSON.parse(message) as { id: number; method: string };
      if (method !== 'session.new' && method !== 'session.end') return socket.send(message);
      const result = method === 'session.new' ? { sessionId, capabilities } : {};
      queueMicrotask(() => transport.onmessage?.(JSON.stringify({ type: 'success', id, result })));
    },
    close: () => socket.close(),
  };
  socket.addEventListener('message', ({ data }) => transport.onmessage?.(String(data)));
  socket.addEventListener('close', () => transport.onclose?.());
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(transport));
    socket.addEventListener('error', () => reject(new Error('no BiDi there')));
  });
}
