import fc from 'fast-check';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { poll } from '../../scripts/browser/poll.ts';
import { askWorker } from './driver/ask-worker.ts';
import { type BankAndBrowser, openBankAndBrowser } from './driver/harness.ts';
import { flowWithCode } from './driver/kept-flow.ts';
import { mostUses } from './driver/most-uses.ts';

const RUNS = 100;
const MOST_COMMANDS = 10;
/** Milliseconds after which both panels have to show the same. */
const WITHIN_MS = 1000;
const BANK = 'Bank of two panels';
const PASSPHRASE = 'made up words for a test';
const TOKEN = '/stet/psd2/oauth/token';

/** What has to be true of the world: the flows that were taken from the list stay away. */
interface Model {
  flows: string[];
  deleted: string[];
}

interface World {
  opened: BankAndBrowser;
  panels: readonly [Page, Page];
}

type Command = fc.AsyncCommand<Model, World>;
type Act = (model: Model, world: World, flowId: string) => Promise<unknown>;

let world: World;
const done: Record<string, number> = {};

beforeAll(async () => {
  const opened = await openBankAndBrowser('chromium');
  const { session } = opened;
  const panels: [Page, Page] = [await session.openPanelTab(), await session.openPanelTab()];
  // As in two windows side by side: of two tabs one would be hidden, and hear nothing until it is shown.
  for (const page of panels) {
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: false });
      document.dispatchEvent(new Event('visibilitychange'));
    });
  }
  world = { opened, panels };
});
afterAll(async () => {
  console.log(`commands: ${JSON.stringify(done)}`);
  await world?.opened.close();
});

const listed = z.object({ flows: z.array(z.object({ flowId: z.string(), busy: z.boolean() })) });
const listFlows = async (page: Page) => listed.parse(await askWorker(page, 'listFlows', {})).flows;

/** The accessible names of a panel's rows, in their order. */
const rowsOf = (page: Page) =>
  page.evaluate(
    "[...document.querySelectorAll('tr[data-row]')].map((row) => row.getAttribute('aria-label'))",
  ) as Promise<string[]>;

async function expectSoundWorld({ deleted }: Model, { opened, panels }: World): Promise<void> {
  const [one, other] = panels;
  const flows = await listFlows(one);
  expect(flows.filter(({ flowId }) => deleted.includes(flowId))).toEqual([]);
  expect(mostUses(opened)).toBeLessThanOrEqual(1);
  let shown: [string[], string[]] = [[], []];
  await poll(
    async () => {
      shown = [await rowsOf(one), await rowsOf(other)];
      const isSame = JSON.stringify(shown[0]) === JSON.stringify(shown[1]);
      return (isSame && shown[0].length === flows.length) || undefined;
    },
    {
      awaited: `both panels showing the same ${flows.length} flows`,
      timeoutMs: WITHIN_MS,
      instead: () => JSON.stringify(shown),
    },
  );
}

/** A command that is about one of the flows in the list, and is passed over where there is none. */
function command(name: string, which: number, act: Act, needsFlow = true): Command {
  return {
    check: ({ flows }) => !needsFlow || flows.length > 0,
    async run(model, real) {
      done[name] = (done[name] ?? 0) + 1;
      await act(model, real, model.flows[which % model.flows.length] ?? '');
      await expectSoundWorld(model, real);
    },
    toString: () => `${name}(${which})`,
  };
}

const whichPanel = (which: number, { panels }: World) => panels[which % 2 === 0 ? 0 : 1];

/** What a worker that is stopped meanwhile leaves unanswered is no fault here. */
const unlessStopped = (asked: Promise<unknown>) => asked.catch(() => undefined);

/** Sends one request from a panel, from both at once, or with the worker stopped while it is under way. */
const send =
  (request: 'exchangeCode' | 'refresh', how: 'one' | 'both' | 'killed', which: number): Act =>
  async (_model, real, flowId) => {
    const { opened, panels } = real;
    const params = request === 'refresh' ? { flowId } : { flowId, onErrors: 'send_anyway' };
    if (how !== 'one') opened.bank.control.faults({ kind: 'slow', path: TOKEN, ms: 60, times: 1 });
    const askers = how === 'both' ? panels : [whichPanel(which, real)];
    const asked = askers.map((page) => unlessStopped(askWorker(page, request, params)));
    if (how === 'killed') {
      await new Promise((resolve) => setTimeout(resolve, which % 60));
      await opened.session.stopWorker();
    }
    await Promise.all(asked);
    const settled = async () =>
      (await listFlows(panels[0])).every(({ busy }) => !busy) || undefined;
    await poll(settled, { awaited: 'an end of all calls' });
  };

const capture = (which: number): Act => {
  return async (model, real) => {
    model.flows.push(await flowWithCode(whichPanel(which, real), real.opened.bank, BANK));
  };
};

const remove =
  (which: number): Act =>
  async (model, real, flowId) => {
    await askWorker(whichPanel(which, real), 'clearFlows', { flowId });
    model.flows = model.flows.filter((one) => one !== flowId);
    model.deleted.push(flowId);
  };

const actOnKept =
  (act: 'lock' | 'unlock', which: number): Act =>
  (_model, real) =>
    askWorker(whichPanel(which, real), 'actOnKept', {
      act,
      bank: BANK,
      ...(act === 'unlock' && { passphrase: PASSPHRASE }),
    });

const kill: Act = async (_model, { opened }) => opened.session.stopWorker();

const commands = [
  fc.nat().map((which) => command('capture', which, capture(which), false)),
  fc.nat().map((which) => command('delete', which, remove(which))),
  fc.nat().map((which) => command('kill', which, kill, false)),
  ...(['exchangeCode', 'refresh'] as const).flatMap((request) =>
    (['one', 'both', 'killed'] as const).map((how) =>
      fc.nat().map((which) => command(`${request} ${how}`, which, send(request, how, which))),
    ),
  ),
  ...(['lock', 'unlock'] as const).map((act) =>
    fc.nat().map((which) => command(act, which, actOnKept(act, which), false)),
  ),
];

it('two panels show the same, nothing is sent twice and nothing deleted comes back, in whatever order', async () => {
  const everything = fc.commands(commands, { maxCommands: MOST_COMMANDS, size: 'max' });
  await fc.assert(
    fc.asyncProperty(everything, (all) =>
      fc.asyncModelRun(async () => {
        const { bank } = world.opened;
        const [page] = world.panels;
        await askWorker(page, 'deleteAllData', {});
        bank.control.reset();
        bank.control.settings({ rotateRefreshToken: true });
        const model: Model = { flows: [], deleted: [] };
        await capture(0)(model, world, '');
        await askWorker(page, 'actOnKept', { act: 'keep', bank: BANK, passphrase: PASSPHRASE });
        return { model, real: world };
      }, all),
    ),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 900_000);
