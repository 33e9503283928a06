import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import type { PracticeBank } from '../practice-bank/practice-bank.ts';
import { CaptureDriver } from './driver/capture-driver.ts';
import { type BankAndBrowser, openBankAndBrowser } from './driver/harness.ts';
import { type Access, isShown, type Landing, landings, limitsTable } from './driver/landings.ts';

const hosts: Record<Access, string[]> = {
  none: [],
  bank: ['http://landings.localhost/*'],
  both: ['http://*.localhost/*', 'https://*.localhost/*'],
};

const worlds = (['chromium', 'firefox'] as const).flatMap((kind) =>
  (['none', 'bank', 'both'] as const).map((access, at) => ({ kind, access, at })),
);

/** What came of each landing, by world and state of the worker. */
const table: string[] = [];

afterAll(() => console.log(['The capture matrix', ...table].join('\n')));

it('is what docs/limits.md says', async () => {
  const limits = await readFile(new URL('../../docs/limits.md', import.meta.url), 'utf8');
  expect(limits.replaceAll(/ *\| */g, '|').replaceAll(/-{3,}/g, '---')).toContain(
    limitsTable().replaceAll(/ *\| */g, '|'),
  );
});

describe.each(worlds)('an answer, in $kind with access to: $access', ({ kind, access, at }) => {
  let parts: BankAndBrowser;
  let driver: CaptureDriver;
  const flows = new Map<string, Landing>();
  let listed = 0;

  beforeAll(async () => {
    parts = await openBankAndBrowser(kind, { hosts: hosts[access] });
    driver = await CaptureDriver.open(parts);
  });
  afterAll(() => parts?.close());

  // Each landing meets a worker that is awake and one that is stopped, in one world or another of each browser.
  describe.each(['awake', 'stopped'] as const)('with the worker %s', (worker) => {
    const met = landings.filter((_landing, no) => (no + at) % 2 === (worker === 'awake' ? 0 : 1));
    it.each(met)('$name', async (landing) => {
      const { name, style, redirectUri, decision, sentOn } = landing;
      const { bank, session } = parts;
      const flowId = await driver.start({ style, redirectUri: redirectUri(bank.urls) });
      flows.set(flowId, landing);
      if (worker === 'stopped') await session.stopWorker();
      const before = answersOf(bank);
      await driver.decide(decision);
      const shown = isShown(landing, kind, access);
      if (shown) await driver.captured(flowId);
      else {
        await moreAnswersThan(bank, before);
        // Else a page that is about to leave the bank would overtake the next flow.
        if (redirectUri(bank.urls).startsWith('http')) await driver.leftTheBank();
        if (sentOn) await driver.unasked(++listed);
      }
      table.push([kind, access, worker, name, shown ? 'captured' : 'not shown'].join(' | '));
      await driver.closeOthers();
    });
  });

  it('is captured once, and by the flow that asked for it', async () => {
    for (const [flowId, landing] of flows) {
      const seen = await driver.captures(flowId);
      expect(seen, landing.name).toHaveLength(isShown(landing, kind, access) ? 1 : 0);
      const verdict = landing.decision
        ? 'bank_error'
        : landing.style === 'signed'
          ? 'refused'
          : 'code';
      for (const one of seen) expect(one.verdict, landing.name).toBe(verdict);
    }
  });

  it('is not listed as unasked, but where the app sent it on unseen', async () => {
    const finish = `${parts.bank.urls.app}/finish`;
    const expected = access === 'none' ? [finish] : [];
    const answers = await driver.unasked(listed);
    expect(answers.map(({ landedOn }) => landedOn)).toEqual(expected);
  });
});

function answersOf({ control }: PracticeBank): number {
  return control.log().filter(({ path }) => path.startsWith('/answer/')).length;
}

function moreAnswersThan(bank: PracticeBank, before: number): Promise<true> {
  return poll(() => answersOf(bank) > before || undefined, { awaited: 'the answer of the bank' });
}
