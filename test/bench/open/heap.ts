import type { Frame } from 'puppeteer-core';
import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import { poll } from '../../../scripts/browser/poll.ts';

const LIMIT_MS = 30_000;
/** What may be loaded in so many milliseconds is waited for once more. */
const QUIET_MS = 400;
/** Bytes: so much comes and goes by itself. */
const NOISE = 20_000;

/**
 * Bytes of the JavaScript heap that a frame is in, with what cannot be reached any more collected, once it does not
 * grow any more.
 *
 * @param complete finds what stands in the frame when all has come
 */
export async function settledHeap(
  { browser }: BrowserSession,
  frame: Frame,
  complete: string,
): Promise<number> {
  await poll(async () => (await frame.$(complete)) ?? undefined, {
    awaited: complete,
    timeoutMs: LIMIT_MS,
  });
  const target = browser.targets().find((one) => one.url() === frame.url());
  if (!target) throw new Error(`no target at ${frame.url()}`);
  const session = await target.createCDPSession();
  const read = async () => {
    for (let time = 0; time < 2; time += 1) await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  };
  try {
    let before = Number.POSITIVE_INFINITY;
    const look = async () => {
      const now = await read();
      const settled = Math.abs(now - before) < NOISE;
      before = now;
      return settled ? now : undefined;
    };
    return await poll(look, {
      awaited: 'a heap that does not grow',
      timeoutMs: LIMIT_MS,
      intervalMs: QUIET_MS,
    });
  } finally {
    await session.detach();
  }
}
