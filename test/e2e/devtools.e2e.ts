import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BankAndBrowser, openBankAndBrowser } from './driver/harness.ts';
import { MAIN_JOB, type WalkParts } from './walk/main-job.ts';
import { openWalk } from './walk/open-walk.ts';

describe('the main job in real DevTools, in chromium', () => {
  let opened: BankAndBrowser;
  let parts: WalkParts;
  /** Every step stands on the ones before it. */
  const done = new Set<string>();

  beforeAll(async () => {
    opened = await openBankAndBrowser('chromium');
    ({ parts } = await openWalk(opened));
  });
  afterAll(() => opened?.close());

  it.each(MAIN_JOB.map((step, at) => [step.title, step, at] as const))('%s', async (...step) => {
    const [, { id, run }, at] = step;
    const failed = MAIN_JOB.slice(0, at).find((earlier) => !done.has(earlier.id));
    expect(failed?.title, 'an earlier step that failed').toBeUndefined();
    expect(await run(parts)).not.toBe('');
    done.add(id);
  });
});
