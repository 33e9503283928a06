import type { BrowserSession } from '../../scripts/browser/browser-session.ts';
import { poll } from '../../scripts/browser/poll.ts';
import { openIdClient } from '../practice-bank/clients.ts';
import { type HostileCase, hostileCaseNames } from '../practice-bank/hostile/hostile-cases.ts';
import type { PracticeBank } from '../practice-bank/practice-bank.ts';
import { type BegunFlow, findSpentTwice } from './account.ts';
import { FlowCount, type FlowSoak } from './flow-count.ts';
import { type LaneParts, runHostileFlow, runOpenIdFlow, type Tab } from './flow-lane.ts';
import { type Footprint, measureFootprint } from './footprint.ts';
import { growthOf, type Measured } from './growth.ts';
import { OwnPage } from './own-page.ts';
import { type Seeded, seeded } from './seeded.ts';
import { Turns } from './turns.ts';
import { WorkerKills } from './worker-kills.ts';

/** Tabs that go to the bank beside each other. */
const LANES = 4;
/** Flows between two measurements. */
const WINDOW = 30;
/** A small soak is measured as often, after fewer flows. */
const FEWEST_WINDOWS = 20;

export interface FlowSoakOptions {
  flows: number;
  hostile: number;
  seed: number;
  /** `performance.now()` after which no flow is begun */
  endMs: number;
  /** stops it, as if its time were up */
  stopped(): boolean;
  say(line: string): void;
}

/** One flow that is to be run. */
interface Task {
  flow: BegunFlow;
  hostileCase?: HostileCase;
}

/**
 * Runs the flows, in a panel's sight. In the first half the list grows and the worker is killed at any moment. In the
 * second half the list is emptied after each window, so that what grows then is no row: the worker lives through the
 * third quarter, in which it is measured, and is killed again in the last one.
 */
export async function soakFlows(
  { session, bank }: { session: BrowserSession; bank: PracticeBank },
  options: FlowSoakOptions,
): Promise<FlowSoak> {
  const { seed, say } = options;
  bank.control.settings({ approveAtOnce: true });
  const panel = await session.openPanelTab();
  const own = await OwnPage.open(session);
  const kills = new WorkerKills(session, seeded(seed, 'kills'));
  const parts: LaneParts = { own, bank, kills, atBank: new Turns() };
  const tabs = await openTabs(session, own);
  // Behind the lanes' tabs it would rest, and hand no answer on of a flow that began meanwhile.
  await panel.bringToFront();
  const tasks = planTasks(options);
  const size = Math.max(1, Math.min(WINDOW, Math.floor(tasks.length / FEWEST_WINDOWS)));
  const soak: FlowSoak = {
    ...{ oidc: 0, hostile: 0, kills: 0, stored: 0, shown: 0 },
    ...{ ends: {}, faults: [], trends: [] },
  };
  const measured: Measured[] = [];
  const count = new FlowCount({ own, bank, panel }, soak);
  const startMs = performance.now();
  // A soak that will run out of time has its halves by the clock.
  const partOf = (flows: number) =>
    Math.max(flows / tasks.length, (performance.now() - startMs) / (options.endMs - startMs));
  let done = 0;
  while (done < tasks.length && !isOver(options)) {
    const window = tasks.slice(done, done + size);
    const part = partOf(done);
    const isSecondHalf = part >= 0.5;
    if (part < 0.5 || part >= 0.75) kills.begin();
    const begun = await runWindow(window, parts, tabs, options);
    await kills.end();
    done += begun.length;
    count.add(begun);
    const isLast = done >= tasks.length || isOver(options);
    if (partOf(done) >= 0.5 || isLast) await count.settle();
    if (isSecondHalf) {
      const footprint = await measureFootprint(session, panel);
      measured.push({ flows: done, ...(await withoutSecrets(footprint, own)) });
    }
    say(`${done} of ${tasks.length} flows, ${kills.count} kills, ${soak.faults.length} faults`);
  }
  soak.kills = kills.count;
  soak.faults.push(...findSpentTwice(bank.control.log()));
  soak.trends = growthOf(measured);
  return soak;
}

const isOver = ({ endMs, stopped }: FlowSoakOptions) => stopped() || performance.now() > endMs;

async function openTabs(session: BrowserSession, own: OwnPage): Promise<Tab[]> {
  const tabs: Tab[] = [];
  for (let lane = 0; lane < LANES; lane += 1) {
    const before = await own.tabIds();
    const page = await session.browser.newPage();
    const tabId = await poll(async () => (await own.tabIds()).find((id) => !before.includes(id)), {
      awaited: 'a tab of a lane',
    });
    tabs.push({ page, tabId });
  }
  return tabs;
}

/** Flows of both banks in a mixed order, which is the same for the same seed. */
function planTasks({ flows, hostile, seed }: FlowSoakOptions): Task[] {
  const random = seeded(seed, 'plan');
  const task = (bank: 'oidc' | 'hostile', at: number): Task => {
    const name = `Soak ${bank} ${String(at).padStart(4, '0')}`;
    const clientId = bank === 'oidc' ? openIdClient.client_id : `soak-client-${at}`;
    const hostileCase = hostileCaseNames[at % hostileCaseNames.length];
    const flow = { name, bank, clientId, state: random.text() };
    return bank === 'hostile' && hostileCase ? { flow, hostileCase } : { flow };
  };
  return [
    ...Array.from({ length: flows }, (_none, at) => task('oidc', at)),
    ...Array.from({ length: hostile }, (_none, at) => task('hostile', at)),
  ]
    .map((one) => ({ one, order: random.next() }))
    .sort((a, b) => a.order - b.order)
    .map(({ one }) => one);
}

/** Runs some flows in all lanes; gives those that were begun. */
async function runWindow(
  window: readonly Task[],
  parts: LaneParts,
  tabs: readonly Tab[],
  options: FlowSoakOptions,
): Promise<BegunFlow[]> {
  // What takes longest is begun first.
  const isSlow = ({ hostileCase }: Task) =>
    Number(hostileCase === 'silence' || hostileCase === 'byte-a-second');
  const left = window.toSorted((a, b) => isSlow(b) - isSlow(a));
  const begun: BegunFlow[] = [];
  const lane = async (tab: Tab) => {
    for (let task = left.shift(); task && !isOver(options); task = left.shift()) {
      begun.push(task.flow);
      const random = seeded(options.seed, task.flow.name);
      await runTask(task, parts, tab, random).catch((error: unknown) => {
        task.flow.stuck = String(error);
      });
    }
  };
  await Promise.all(tabs.map(lane));
  return begun;
}

function runTask(
  { flow, hostileCase }: Task,
  parts: LaneParts,
  tab: Tab,
  random: Seeded,
): Promise<void> {
  if (hostileCase) return runHostileFlow(flow, parts, hostileCase);
  return runOpenIdFlow(flow, parts, tab, random);
}

/** A worker's copy of the secrets is no leak: it is as large as what it holds. */
async function withoutSecrets(footprint: Footprint, own: OwnPage): Promise<Footprint> {
  const bytes = await own.secretBytes();
  const { worker } = footprint;
  if (!worker) return footprint;
  const heaps = Object.entries(worker).map(([name, value]) => [
    name,
    name === 'heap' || name === 'memory' ? value - bytes : value,
  ]);
  return { ...footprint, worker: Object.fromEntries(heaps) };
}
