import type { Page } from 'puppeteer-core';
import { askWorker } from '../../e2e/driver/ask-worker.ts';
import { planFor, SECRETS } from '../../unit/engine/plans.ts';

/** Events that are recorded in a row. */
const TURN = 20;

/** Starts a flow that waits, and opens nothing. */
export async function startFlow(page: Page): Promise<string> {
  const reply = await askWorker(page, 'startAuthorization', {
    plan: planFor('practice-bpce-aisp'),
    bank: 'Practice',
    secrets: { ...SECRETS, state: `FAKE-${Math.random()}-state-0123456789` },
    destination: { kind: 'copied' },
    findings: [],
    onErrors: 'send_anyway',
  });
  const { value } = reply as { value?: { flowId: string } };
  if (!value) throw new Error(JSON.stringify(reply));
  return value.flowId;
}

/** Milliseconds until the worker has answered that an event is recorded. */
export async function recordEvents(page: Page, flowId: string): Promise<number> {
  const took = await page.evaluate(
    async (id, count) => {
      const { chrome } = globalThis as unknown as {
        chrome: { runtime: { sendMessage(message: unknown): Promise<{ ok?: boolean }> } };
      };
      const startedAt = performance.now();
      for (let at = 0; at < count; at += 1) {
        const params = { flowId: id, url: `https://bank.example/page-${at}` };
        const reply = await chrome.runtime.sendMessage({ request: 'reportPage', params });
        if (!reply?.ok) throw new Error('not recorded');
      }
      return performance.now() - startedAt;
    },
    flowId,
    TURN,
  );
  return took / TURN;
}

/** Bytes of a page's heap without garbage. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  try {
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  } finally {
    await session.detach();
  }
}
