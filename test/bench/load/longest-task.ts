import type { Page } from 'puppeteer-core';
import { z } from 'zod';

const traceSchema = z.object({
  traceEvents: z.array(
    z.looseObject({
      name: z.string(),
      pid: z.number(),
      tid: z.number(),
      ts: z.number(),
      dur: z.number().optional(),
    }),
  ),
});

const BEGIN = 'bench begins';

/** Milliseconds that the longest task of a page took while something ran: on its main thread, by the browser's own account. */
export async function longestTask(page: Page, run: () => Promise<unknown>): Promise<number> {
  const categories = ['disabled-by-default-devtools.timeline', 'blink.user_timing'];
  await page.tracing.start({ categories });
  let text = '';
  try {
    await page.evaluate((name) => performance.mark(name), BEGIN);
    await run();
  } finally {
    text = new TextDecoder().decode(await page.tracing.stop());
  }
  const { traceEvents } = traceSchema.parse(JSON.parse(text));
  const begin = traceEvents.find(({ name }) => name === BEGIN);
  if (!begin) throw new Error('the trace does not tell where it begins');
  const tasks = traceEvents.filter(
    ({ name, pid, tid, ts }) =>
      name === 'RunTask' && pid === begin.pid && tid === begin.tid && ts > begin.ts,
  );
  if (tasks.length === 0) throw new Error('the trace tells of no task');
  return Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000;
}
