import type { Browser, Page } from 'puppeteer-core';
import { err, ok, type Result } from '../../core/result.ts';
import { english } from '../english.ts';
import { findBrowser } from './find-browser.ts';
import { joinSession, startGridSession, withoutUser } from './grid-session.ts';

export interface OpenBrowserOptions {
  /** `local`, `chrome`, `firefox`, a path, or the address of a browser elsewhere */
  where: string;
  headless: boolean;
  /** further arguments of a browser that is started here */
  args: readonly string[];
  /** a navigation there is seen and never made, so that the app there does not spend the code */
  redirectUri: string;
}

/** A page of its own in some browser. */
export interface OpenedPage {
  page: Page;
  close(): Promise<void>;
}

interface ReachedBrowser {
  browser: Browser;
  leave(): Promise<void>;
}

/** Starts a browser, or reaches one elsewhere, and opens a page without anybody's cookies; a sentence where that fails. */
export async function openBrowserPage(
  options: OpenBrowserOptions,
): Promise<Result<OpenedPage, string>> {
  const { where, redirectUri } = options;
  const isAddress = /^(https?|wss?):\/\//.test(where);
  const reached = isAddress ? await reachBrowser(options) : await startBrowser(options);
  if (!reached.ok) return reached;
  const { browser, leave } = reached.value;
  try {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await keepFromApp(page, redirectUri);
    const close = async () => {
      await context.close().catch(() => undefined);
      await leave();
    };
    return ok({ page, close });
  } catch (fault) {
    await leave();
    return err(english('cli_browser_failed', withoutUser(where), reasonOf(fault)));
  }
}

async function startBrowser({
  where,
  headless,
  args,
}: OpenBrowserOptions): Promise<Result<ReachedBrowser, string>> {
  const found = findBrowser(where);
  if (!found) return err(english('cli_no_browser', where));
  const { default: puppeteer } = await import('puppeteer-core');
  try {
    const { kind, executablePath } = found;
    const browser = await puppeteer.launch({
      browser: kind,
      executablePath,
      headless,
      args: [...args],
      env: withoutSecrets(process.env),
    });
    return ok({ browser, leave: () => browser.close() });
  } catch (fault) {
    const { executablePath } = found;
    return err(
      headless
        ? english('cli_browser_failed', executablePath, reasonOf(fault))
        : english('cli_no_window', executablePath, reasonOf(fault)),
    );
  }
}

async function reachBrowser({
  where: address,
  headless,
  args,
}: OpenBrowserOptions): Promise<Result<ReachedBrowser, string>> {
  const { default: puppeteer } = await import('puppeteer-core');
  const leaving = (browser: Browser) => ({ browser, leave: () => browser.disconnect() });
  try {
    if (address.startsWith('ws')) {
      const protocol = address.includes('/devtools/') ? 'cdp' : 'webDriverBiDi';
      const browser = await puppeteer.connect({ browserWSEndpoint: address, protocol });
      return ok(leaving(browser));
    }
    if (await speaksCdp(address)) {
      return ok(leaving(await puppeteer.connect({ browserURL: address })));
    }
    // `#firefox` behind a grid's address names the browser that is wanted of it.
    const [base = '', browserName = ''] = address.split('#');
    const wanted = [...(headless ? ['--headless'] : []), ...args];
    const session = await startGridSession(base, { browserName, args: wanted });
    if (!session.ok) return session;
    const { bidi, cdp, end } = session.value;
    try {
      const browser =
        cdp === undefined && bidi !== undefined
          ? await puppeteer.connect({
              protocol: 'webDriverBiDi',
              transport: await joinSession(session.value),
            })
          : await puppeteer.connect({ browserWSEndpoint: cdp ?? '' });
      const leave = async () => {
        await browser.disconnect();
        await end();
      };
      return ok({ browser, leave });
    } catch (fault) {
      await end();
      throw fault;
    }
  } catch (fault) {
    return err(english('cli_browser_failed', withoutUser(address), reasonOf(fault)));
  }
}

/** Whether an address is a browser's debugging port. @see https://chromedevtools.github.io/devtools-protocol/#endpoints */
async function speaksCdp(address: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL('/json/version', withoutUser(address)));
    return (
      typeof ((await answer.json()) as Record<string, unknown>).webSocketDebuggerUrl === 'string'
    );
  } catch {
    return false;
  }
}

/** Stops navigations to the redirect URI before they leave. Everything else goes its way. */
async function keepFromApp(page: Page, redirectUri: string): Promise<void> {
  const [wanted] = redirectUri.split(/[?#]/);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const [address] = request.url().split(/[?#]/);
    const stop = request.isNavigationRequest() && address === wanted;
    // A page that is closed meanwhile has nothing to go on with.
    (stop ? request.abort('aborted') : request.continue()).catch(() => undefined);
  });
}

/** A browser has no business with the secrets of the command that starts it. */
function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('PSD2_')));
}

/** The first line of what a library throws; a socket that does not open throws an event. */
function reasonOf(fault: unknown): string {
  const { message } = fault as { message?: unknown };
  return typeof message === 'string' ? withoutUser(message.split('\n')[0] ?? '') : '';
}
