import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, openHarness } from './driver/harness.ts';
import {
  BPCE_FLOW,
  OPEN_PAYMENTS_CONSENT,
  OPEN_PAYMENTS_TOKEN,
  QUICK_START,
} from './walk-throughs/first-flows.ts';
import {
  CERTIFICATES,
  EXPORTING,
  HOLDING,
  OWN_PROFILE,
  RELEASING,
  TAKING_BACK,
} from './walk-throughs/other-pages.ts';
import { stepsOf } from './walk-throughs/page-steps.ts';

/** A page's second walk-through may stand on what its first one left in the panel. */
const WALKS = [
  QUICK_START,
  BPCE_FLOW,
  OPEN_PAYMENTS_TOKEN,
  OPEN_PAYMENTS_CONSENT,
  HOLDING,
  RELEASING,
  CERTIFICATES,
  EXPORTING,
  OWN_PROFILE,
  TAKING_BACK,
];

describe('what the pages tell step by step, in chromium', () => {
  let harness: Harness;

  beforeAll(async () => {
    const clientCertificate = { name: 'fitting', choice: 'automatic' } as const;
    harness = await openHarness('chromium', { tls: true, clientCertificate });
  });
  afterAll(() => harness?.close());

  it.each(WALKS.map((walk) => [`${walk.page}, ${walk.under}`, walk] as const))(
    'can be done: %s',
    async (_page, { page, under, steps }) => {
      await harness.reset();
      expect(Object.keys(steps)).toEqual(stepsOf(page, under));
      for (const [step, run] of Object.entries(steps)) {
        await run(harness).catch(async (cause: unknown) => {
          const shown = await harness.panel.text();
          throw new Error(`At the step: ${step}\nThe panel says: ${shown}`, { cause });
        });
      }
    },
  );
});
