import { tlsPortsBeside } from '../../test/practice-bank/fapi/fapi-tenants.ts';
import { type PracticeBank, startPracticeBank } from '../../test/practice-bank/practice-bank.ts';
import type { BrowserKind } from '../browser/browser-places.ts';
import type { BrowserSession } from '../browser/browser-session.ts';
import { openDevToolsPanel } from '../browser/devtools-panel.ts';
import { ensureBrowser } from '../browser/install-browser.ts';
import { launchChromium } from '../browser/launch-chromium.ts';
import { launchFirefox } from '../browser/launch-firefox.ts';
import { buildAll } from '../build-all.ts';

/** The port that the form suggests. */
const PRACTICE_PORT = 8489;

/**
 * Builds, starts the practice bank, and opens a throw-away browser with the extension: in Chromium with
 * DevTools open on the practice app, in Firefox with the panel in a tab. Ends with Ctrl-C or when the
 * browser is closed.
 */
export async function startDemo(kind: BrowserKind): Promise<void> {
  await buildAll();
  const browser = await ensureBrowser(kind);
  if (!browser.ok) {
    console.error(browser.error);
    process.exit(1);
  }
  const bank = await openBank();
  const { executablePath } = browser.value;
  const extensionDir = kind === 'firefox' ? 'dist/firefox' : 'dist/chrome';
  const options = { executablePath, extensionDir, headless: false, viewport: null };
  const { authority, clientCertificates } = bank.tls;
  const client = { ...clientCertificates.fitting, choice: 'automatic' } as const;
  // By a flag in Chromium: its store would need tools that have to be installed, and so has no client certificate.
  const trust = `--ignore-certificate-errors-spki-list=${authority.spkiSha256}`;
  // Docked, so that the browser's question for a host is not hidden behind DevTools.
  const session = await (kind === 'firefox'
    ? launchFirefox({ ...options, certificates: { authority, client } })
    : launchChromium({
        ...options,
        devtoolsDock: 'right',
        args: ['--window-size=1500,950', trust],
      }));
  await openPanel(session, bank);
  printWelcome(bank, kind);
  const stop = async () => {
    await session.close();
    await bank.close();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  session.browser.once('disconnected', stop);
}

async function openBank() {
  try {
    return await startPracticeBank({ port: PRACTICE_PORT, tls: tlsPortsBeside(PRACTICE_PORT) });
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EADDRINUSE') throw error;
    const bank = await startPracticeBank({ tls: true });
    const { tlsPort, mtlsPort } = bank.tls.ports;
    console.log(`Port ${PRACTICE_PORT} or one of the two after it is taken. In the form, set "Practice bank port" to
${bank.port}, "Practice bank https port" to ${tlsPort} and "Practice bank certificate port" to ${mtlsPort}.`);
    return bank;
  }
}

async function openPanel(session: BrowserSession, bank: PracticeBank): Promise<void> {
  const [blank] = await session.browser.pages();
  const inspected = await session.newPage(bank.urls.app);
  await blank?.close();
  if (session.kind === 'firefox') await session.openPanelTab();
  else await openDevToolsPanel(session, inspected, 'OAuth');
}

function printWelcome(bank: PracticeBank, kind: BrowserKind): void {
  const opened =
    kind === 'firefox'
      ? 'The panel is in a tab: New flow → a practice bank → Open in new tab.'
      : 'In the panel "OAuth": New flow → a practice bank → Open in inspected tab.';
  console.log(`
The practice bank is at ${bank.urls.index}
The practice app is at ${bank.urls.app}

${opened}
Log in with user practice, password practice, SMS code 12345678.

Ctrl-C ends everything.`);
}
