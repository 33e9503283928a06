import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import { evaluateInFirefox } from '../../../scripts/browser/firefox-chrome-scope.ts';

/**
 * Takes the extension's worker off the network, or the whole of Firefox, which still reaches this
 * computer's own hosts. Gives the function that puts it back.
 */
export async function goOffline(session: BrowserSession): Promise<() => Promise<void>> {
  if (session.kind === 'firefox') {
    await evaluateInFirefox(session.browser, 'Services.io.offline = true');
    return async () => {
      await evaluateInFirefox(session.browser, 'Services.io.offline = false');
    };
  }
  const worker = session.browser.targets().find((target) => target.type() === 'service_worker');
  if (worker === undefined) throw new Error('The worker sleeps.');
  const devtools = await worker.createCDPSession();
  await devtools.send('Network.enable');
  const limits = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await devtools.send('Network.emulateNetworkConditions', { offline: true, ...limits });
  // With an open session the worker would never sleep again.
  return () => devtools.detach();
}
