import type { Browser, Target } from 'puppeteer-core';
import { poll } from './poll.ts';

function workerTarget(browser: Browser, extensionOrigin: string): Target | undefined {
  return browser
    .targets()
    .find(
      (target) =>
        target.type() === 'service_worker' && target.url().startsWith(`${extensionOrigin}/`),
    );
}

/** Whether the extension's service worker is running now. */
export function isChromiumWorkerRunning(browser: Browser, extensionOrigin: string): boolean {
  return workerTarget(browser, extensionOrigin) !== undefined;
}

interface WorkerVersion {
  versionId: string;
  scriptURL: string;
  runningStatus: string;
}

/**
 * Stops the extension's service worker and waits until it has gone. Speaks to it through a page's
 * session and never attaches to the worker itself: an attached worker is never idle.
 */
export async function stopChromiumWorker(browser: Browser, extensionOrigin: string): Promise<void> {
  if (!isChromiumWorkerRunning(browser, extensionOrigin)) return;
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  const session = await page.createCDPSession();
  const running = new Map<string, WorkerVersion>();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const version of versions) running.set(version.versionId, version);
  });
  try {
    await session.send('ServiceWorker.enable');
    await poll(
      async () => {
        const ours = [...running.values()].filter(
          ({ scriptURL, runningStatus }) =>
            scriptURL.startsWith(`${extensionOrigin}/`) && runningStatus === 'running',
        );
        for (const { versionId } of ours)
          await session.send('ServiceWorker.stopWorker', { versionId });
        return !isChromiumWorkerRunning(browser, extensionOrigin) || undefined;
      },
      { awaited: 'the extension worker to stop' },
    );
  } finally {
    await session.detach();
  }
}
