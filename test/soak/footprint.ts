import type { CDPSession, Page, Target } from 'puppeteer-core';
import { z } from 'zod';
import type { BrowserSession } from '../../scripts/browser/browser-session.ts';
import { evaluateInFirefox } from '../../scripts/browser/firefox-chrome-scope.ts';
import { keptBytes } from './kept-bytes.ts';

/** What the extension takes, by the name of what was measured. The worker's is absent while it is stopped. */
export interface Footprint {
  panel: Record<string, number>;
  worker?: Record<string, number>;
  /** tells one life of the worker from the next */
  workerLife: string;
}

/** Measures after the rubbish was collected. */
export function measureFootprint(session: BrowserSession, panel: Page): Promise<Footprint> {
  return session.kind === 'firefox' ? measureFirefox(session) : measureChromium(session, panel);
}

async function measureChromium(
  { browser, extensionOrigin }: BrowserSession,
  panel: Page,
): Promise<Footprint> {
  const ofPanel = await panel.createCDPSession();
  const measured = await heapOf(ofPanel);
  await ofPanel.send('Performance.enable');
  const { metrics } = await ofPanel.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
  const listeners = metric('JSEventListeners');
  const nodes = metric('Nodes');
  await ofPanel.detach();
  const target = browser
    .targets()
    .find((one) => one.type() === 'service_worker' && one.url().startsWith(`${extensionOrigin}/`));
  const footprint = { panel: { ...measured, listeners, nodes }, workerLife: '' };
  return target ? { ...footprint, ...(await measureWorker(target)) } : footprint;
}

async function measureWorker(target: Target): Promise<Pick<Footprint, 'worker' | 'workerLife'>> {
  const session = await target.createCDPSession();
  const expression = 'globalThis.soakLife ??= String(Math.random())';
  const { result } = await session.send('Runtime.evaluate', { expression });
  const worker = await heapOf(session);
  // Else it would never be idle again.
  await session.detach();
  return { worker, workerLife: String(result.value) };
}

/** Bytes that scripts keep, and functions that are alive: whoever listens, in whichever API, is one of them. */
async function heapOf(session: CDPSession): Promise<{ heap: number; functions: number }> {
  // What finalizers let go of is collected by the second.
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { result } = await session.send('Runtime.evaluate', { expression: 'Function.prototype' });
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
  });
  const { result: counted } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  for (const objectId of [objects.objectId, result.objectId]) {
    if (objectId) await session.send('Runtime.releaseObject', { objectId });
  }
  return { heap: keptBytes(await heapSnapshot(session)), functions: Number(counted.value) };
}

async function heapSnapshot(session: CDPSession): Promise<string> {
  const parts: string[] = [];
  const take = ({ chunk }: { chunk: string }) => parts.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  return parts.join('');
}

const reports = z.object({
  panel: z.object({ memory: z.number(), listeners: z.number() }),
  worker: z.object({ memory: z.number(), listeners: z.number() }),
  life: z.string(),
});

/**
 * What about:memory tells of the two pages: all that a window keeps, with its DOM and scripts, and how many
 * listeners its event targets have. Listeners of the extension API are not among them; they are in its memory.
 */
async function measureFirefox({ browser, extensionOrigin }: BrowserSession): Promise<Footprint> {
  const uuid = new URL(extensionOrigin).host;
  const { panel, worker, life } = reports.parse(
    await evaluateInFirefox(
      browser,
      `const manager = Cc["@mozilla.org/memory-reporter-manager;1"].getService(Ci.nsIMemoryReporterManager);
       for (let round = 0; round < 3; round += 1) {
         Services.obs.notifyObservers(null, "child-gc-request");
         Services.obs.notifyObservers(null, "child-cc-request");
         await new Promise((resolve) => manager.minimizeMemoryUsage(resolve));
       }
       const found = { panel: { memory: 0, listeners: 0 }, worker: { memory: 0, listeners: 0 }, life: "" };
       await new Promise((resolve) => manager.getReports((process, path, kind, units, amount) => {
         if (!path.includes(${JSON.stringify(uuid)}) || !path.includes("window-objects/")) return;
         const page = path.includes("panel.html") ? found.panel : path.includes("_generated_background") ? found.worker : undefined;
         if (!page) return;
         // Pages of memory that hold nothing any more are given back when the browser likes.
         if (path.startsWith("explicit/") && !path.includes("unused-gc")) page.memory += amount;
         if (path.endsWith("/event-listeners")) page.listeners += amount;
         if (page === found.worker) found.life = /id=(\\d+)/.exec(path)?.[1] ?? found.life;
       }, null, resolve, null, false));
       return found;`,
    ),
  );
  return { panel, worker, workerLife: life };
}
