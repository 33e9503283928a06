import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserKind } from '../../scripts/browser/browser-places.ts';
import { poll } from '../../scripts/browser/poll.ts';
import { CaptureDriver } from '../e2e/driver/capture-driver.ts';
import { type BankAndBrowser, openBankAndBrowser } from '../e2e/driver/harness.ts';
import { type Access, accesses, isShown, type Landing, landings } from '../e2e/driver/landings.ts';
import { type Seeded, seeded } from './seeded.ts';

/** What the worker does when a redirect comes. */
const timings = ['awake', 'asleep', 'killed during'] as const;
type Timing = (typeof timings)[number];

/** Whether a panel sees what comes as well, as where a flow was begun in it. */
const panels = ['panel open', 'no panel'] as const;
type PanelState = (typeof panels)[number];

/** Hosts that each access grants. */
const HOSTS: Record<Access, string[]> = {
  none: [],
  bank: ['http://landings.localhost/*'],
  both: ['http://*.localhost/*', 'https://*.localhost/*'],
};

/** The moment of a redirect, and of a kill, lies within this time, milliseconds. */
const MOMENT_MS = 150;
/** The worker tells of a capture by then; else the record is asked, as by a person who looks. */
const CAPTURE_MS = 3000;
const RECORD_MS = 3000;
/** Flows that are let stand before the list is emptied. */
const MOST_FLOWS = 60;
/** By then whoever tells of a redirect again has done so. */
const SETTLED_MS = 8000;

export interface CaptureSoakOptions {
  /** for each cell, a kind of landing and a timing */
  runs: number;
  seed: number;
  endMs: number;
  stopped(): boolean;
  say(line: string): void;
}

interface CaptureCount {
  tried: number;
  captured: number;
}

/** What a soak of redirects came to in one browser. */
export interface CaptureSoak {
  counts: Record<PanelState, CaptureCount>;
  duplicates: number;
  /** each redirect that was not captured */
  missed: MissedCapture[];
}

interface MissedCapture {
  cell: string;
  /** nobody was there to see it: docs/limits.md says so */
  isKnownLimit: boolean;
}

interface CountedFlow {
  flowId: string;
  cell: string;
}

interface Run {
  landing: Landing;
  timing: Timing;
  access: Access;
}

/** Sends redirects of every kind at random moments; the runs of a cell go round the accesses that show it. */
export async function soakCaptures(
  kind: BrowserKind,
  options: CaptureSoakOptions,
): Promise<CaptureSoak> {
  const counts = {
    'panel open': { tried: 0, captured: 0 },
    'no panel': { tried: 0, captured: 0 },
  };
  const soak: CaptureSoak = { counts, duplicates: 0, missed: [] };
  if (options.runs === 0) return soak;
  for (const panel of panels) {
    for (const access of accesses) {
      const runs = runsOf(kind, options).filter((run) => run.access === access);
      const parts = await openBankAndBrowser(kind, { hosts: HOSTS[access] });
      try {
        await runAll(parts, panel, runs, soak, options);
      } finally {
        await parts.close();
      }
      const { captured, tried } = counts[panel];
      options.say(`P10, ${panel}, access ${access}: captured ${captured} of ${tried}`);
    }
  }
  return soak;
}

function runsOf(kind: BrowserKind, { runs, seed }: CaptureSoakOptions): Run[] {
  const random = seeded(seed, 'captures');
  return landings
    .flatMap((landing) => {
      const shown = accesses.filter((access) => isShown(landing, kind, access));
      return timings.flatMap((timing) =>
        Array.from({ length: runs }, (_none, at) => ({
          landing,
          timing,
          access: shown[at % shown.length] ?? 'both',
        })),
      );
    })
    .map((run) => ({ run, order: random.next() }))
    .sort((a, b) => a.order - b.order)
    .map(({ run }) => run);
}

async function runAll(
  parts: BankAndBrowser,
  panel: PanelState,
  runs: readonly Run[],
  soak: CaptureSoak,
  options: CaptureSoakOptions,
): Promise<void> {
  const driver = await CaptureDriver.open(parts);
  const kept = panel === 'panel open' ? [await parts.session.openPanelTab()] : [];
  const random = seeded(options.seed, runs[0]?.access ?? '');
  const count = soak.counts[panel];
  const listed: CountedFlow[] = [];
  // What is handed on, or found where a tab stands, comes seconds later: a flow is counted again before it is forgotten.
  const countAgain = async () => {
    await delay(SETTLED_MS);
    for (const { flowId, cell } of listed.splice(0)) {
      const { length } = await driver.captures(flowId);
      if (length < 2) continue;
      soak.duplicates += length - 1;
      options.say(`P10, captured ${length} times: ${cell}`);
    }
  };
  for (const [at, run] of runs.entries()) {
    if (options.stopped() || performance.now() > options.endMs) break;
    const { landing, timing, access } = run;
    const cell = [landing.name, timing, `access ${access}`, panel].join(', ');
    const { flowId, isCaptured } = await captureOnce(parts, driver, run, random);
    listed.push({ flowId, cell });
    count.tried += 1;
    count.captured += Number(isCaptured);
    if (!isCaptured) {
      const isKnownLimit =
        panel === 'no panel' && timing === 'killed during' && landing.leavesNoAddress === true;
      soak.missed.push({ cell, isKnownLimit });
      options.say(`P10, not captured: ${cell}`);
    }
    await driver.closeOthers(...kept);
    if (at % MOST_FLOWS === 0) {
      await countAgain();
      await driver.ask('clearFlows', {});
    }
  }
  await countAgain();
}

/** Runs a flow to its redirect, and sees whether it was recorded. */
async function captureOnce(
  { bank, session }: BankAndBrowser,
  driver: CaptureDriver,
  { landing, timing }: Run,
  random: Seeded,
): Promise<{ flowId: string; isCaptured: boolean }> {
  const { style, redirectUri, decision } = landing;
  const flowId = await driver.start({ style, redirectUri: redirectUri(bank.urls) });
  if (timing === 'asleep') await session.stopWorker();
  const killAtMs = random.between(0, MOMENT_MS);
  const decideAtMs = random.between(0, MOMENT_MS);
  await Promise.all([
    delay(decideAtMs).then(() => driver.decide(decision)),
    timing === 'killed during' && delay(killAtMs).then(() => session.stopWorker()),
  ]);
  const isTold = await driver.captured(flowId, CAPTURE_MS).then(
    () => true,
    () => false,
  );
  if (isTold) return { flowId, isCaptured: true };
  // What a worker recorded and could not tell any more is found in the record, by whoever looks.
  const look = async () => (await driver.captures(flowId)).length || undefined;
  const recorded = await poll(look, {
    awaited: 'a capture on record',
    timeoutMs: RECORD_MS,
  }).catch(() => 0);
  await driver.leftTheBank().catch(() => undefined);
  await driver.ask('abandonFlow', { flowId });
  return { flowId, isCaptured: recorded !== 0 };
}
