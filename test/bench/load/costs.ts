import type { Page } from 'puppeteer-core';
import { askWorker } from '../../e2e/driver/ask-worker.ts';
import { planFor, SECRETS } from '../../unit/engine/plans.ts';

/** Events that are recorded in a row. */
const TURN = 20;

/**
 * Starts a flow whose request is not made yet. Not one that waits for its redirect: then the worker knows at each event that
 * one does, and need not look.
 */
export async function startFlow(page: Page): Promise<string> {
  const reply = await askWorker(page, 'startSteps', {
    plan: planFor('practice-open-payments-aisp'),
    bank: 'Practice',
    secrets: { ...SECRETS, state: `FAKE-${Math.random()}-state-0123456789` },
    findings: [],
  });
  const { value } = reply as { value?: { flowId: string } };
  if (!value) throw new Error(JSON.stringify(reply));
  return value.flowId;
}

/** Milliseconds until the worker has answered that an id is recorded which a person typed. */
export async function recordEvents(page: Page, flowId: string): Promise<number> {
  const took = await page.evaluate(
    async (id, count) => {
      const { chrome } = globalThis as unknown as {
        chrome: {
          runtime: { sendMessage(message: unknown): Promise<{ value?: { ok?: boolean } }> };
        };
      };
      const startedAt = performance.now();
      for (let at = 0; at < count; at += 1) {
        const params = { flowId: id, values: { consentId: `FAKE-${at}` } };
        const reply = await chrome.runtime.sendMessage({ request: 'saveCaptured', params });
        if (!reply?.value?.ok) throw new Error('not recorded');
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
