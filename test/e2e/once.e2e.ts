import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { poll } from '../../scripts/browser/poll.ts';
import { BROWSERS, cases } from '../extent.ts';
import { askWorker } from './driver/ask-worker.ts';
import { tokenRequests } from './driver/bpce-flow.ts';
import { requestClientToken } from './driver/client-token.ts';
import {
  type BankAndBrowser,
  type Harness,
  openBankAndBrowser,
  openHarness,
} from './driver/harness.ts';
import { flowWithCode, flowWithTokens, requestToken } from './driver/kept-flow.ts';
import { mostUses } from './driver/most-uses.ts';
import { PanelDriver } from './driver/panel-driver.ts';
import { type FreezePoint, freezePoints, freezeWorker } from './driver/worker-freeze.ts';

const TOKEN = '/stet/psd2/oauth/token';
const WITHIN_MS = 2000;

type Grant = 'exchange' | 'refresh' | 'client_credentials';
type Point = FreezePoint | 'shown';
const grants: readonly Grant[] = ['exchange', 'refresh', 'client_credentials'];

/** What is known of a call whose worker died at a point. */
function knownAt(point: Point): 'nothing done' | 'not sent' | 'unknown' | 'answered' {
  if (point === 'before journal') return 'nothing done';
  if (point === 'prepared') return 'not sent';
  return point === 'stored' || point === 'shown' ? 'answered' : 'unknown';
}

/** The phase in the list and the headline for each of these. */
const SHOWN: Record<
  Grant,
  Record<ReturnType<typeof knownAt>, [phase: string, headline: RegExp]>
> = {
  exchange: {
    'nothing done': ['Code captured', /sent a code/],
    'not sent': ['Failed', /did not reach/],
    unknown: ['Outcome unknown', /The code may be used up: run the flow again/],
    answered: ['Tokens received', /gave tokens\./],
  },
  refresh: {
    'nothing done': ['Tokens received', /gave tokens\. /],
    'not sent': ['Tokens received', /last refresh brought no new ones/],
    unknown: ['Tokens received', /Whether the last refresh used up the refresh token is unknown/],
    answered: ['Tokens received', /gave tokens\. /],
  },
  client_credentials: {
    'nothing done': ['Draft', /Nothing was opened or sent yet/],
    'not sent': ['Failed', /did not reach/],
    unknown: ['Outcome unknown', /its answer is unknown.*you can run it again/],
    answered: ['Tokens received', /gave tokens\./],
  },
};

const stalls = { sent: 'nothing', 'headers in': 'headers', 'half the body': 'half' } as const;
const isStalled = (point: Point): point is keyof typeof stalls => point in stalls;

const busyFlows = z.object({ flows: z.array(z.object({ busy: z.boolean() })) });

async function nothingUnderWay(page: Page): Promise<boolean> {
  const { flows } = busyFlows.parse(await askWorker(page, 'listFlows', {}));
  return flows.every(({ busy }) => !busy);
}

const table: string[] = [];
afterAll(() => console.log(['worker killed, ms to the outcome', ...table].join('\n')));

const WORKERS = [
  ['chromium', [...freezePoints, 'shown']],
  ['firefox', Object.keys(stalls)],
] as const;

describe.each(cases(WORKERS, 1))('a worker killed in %s', (kind, points) => {
  let opened: BankAndBrowser;
  let page: Page;
  let panel: PanelDriver;

  beforeAll(async () => {
    opened = await openBankAndBrowser(kind);
    page = await opened.session.openPanelTab();
    panel = new PanelDriver(page);
  });
  afterAll(() => opened?.close());

  const rowOf = (grant: Grant, name: string, phase: string) => {
    const service = grant === 'client_credentials' ? 'Payment initiation' : 'Account information';
    return `${name}, ${service}, Practice, ${phase}`;
  };

  /** Brings a flow to where one click sends its request, and gives that click. */
  async function readyToSend(grant: Grant, name: string): Promise<() => Promise<unknown>> {
    const { bank } = opened;
    if (grant === 'client_credentials') return () => requestToken(page, bank, name);
    const prepare = grant === 'exchange' ? flowWithCode : flowWithTokens;
    await prepare(page, bank, name);
    await panel.click('row', rowOf(grant, name, SHOWN[grant]['nothing done'][0]));
    return () => pressSend(grant);
  }

  async function pressSend(grant: Grant): Promise<void> {
    if (grant === 'exchange') await panel.click('button', 'Exchange code');
    else {
      await panel.openDetail('Tokens');
      await panel.clickIn('Refresh token', 'Refresh');
    }
  }

  it.each(
    cases(grants, 1).flatMap((grant) => points.map((point) => [grant, point as Point] as const)),
  )('in the %s, %s: one request, and its outcome is named', async (grant, point) => {
    const { bank, session } = opened;
    bank.control.reset();
    bank.control.settings({ rotateRefreshToken: true });
    const name = `${grant} killed at ${point}`;
    const send = await readyToSend(grant, name);
    const before = tokenRequests(opened).length;
    if (isStalled(point)) bank.control.faults({ kind: 'stall', path: TOKEN, after: stalls[point] });
    const freeze = kind === 'chromium' && point !== 'shown';
    const frozen = freeze ? await freezeWorker(session, point) : undefined;
    await send();
    const known = knownAt(point);
    const sends = point === 'before journal' || point === 'prepared' ? 0 : 1;
    await poll(() => tokenRequests(opened).length === before + sends || undefined, {
      awaited: 'the request at the bank',
    });
    await frozen?.reached();
    const [phase, headline] = SHOWN[grant][known];
    if (point === 'shown') await panel.find('row', rowOf(grant, name, phase));

    await session.stopWorker();
    await page.close();
    bank.control.clearFaults();
    page = await session.openPanelTab();
    panel = new PanelDriver(page);
    await panel.click('row', rowOf(grant, name, phase));
    await panel.readAll(headline);
    // The page's own clock began when it was opened; the driver's way there is none of the panel's.
    const tookMs = Math.round(await page.evaluate(() => performance.now()));
    table.push(`${kind} ${grant.padEnd(18)} ${point.padEnd(14)} ${String(tookMs).padStart(5)}`);
    expect(tookMs).toBeLessThan(WITHIN_MS);
    expect(tokenRequests(opened)).toHaveLength(before + sends);

    // A person who tries again gets what was not used up, and nothing else.
    if (grant === 'exchange') {
      const mayTry = sends === 0;
      expect(await panel.lacks('button', 'Exchange code')).toBe(!mayTry);
      if (mayTry) await pressSend(grant);
      if (mayTry) await panel.find('row', rowOf(grant, name, 'Tokens received'));
    } else if (grant === 'refresh') {
      await pressSend(grant);
      if (known === 'unknown') await panel.readAll(/is never sent twice/);
      else {
        await poll(() => tokenRequests(opened).length === before + sends + 1 || undefined, {
          awaited: 'the next refresh at the bank',
        });
        await panel.find('region', 'Replaced refresh token');
        // Else the worker of the next test would be frozen in this call.
        await poll(async () => (await nothingUnderWay(page)) || undefined, {
          awaited: 'the end of the refresh',
        });
      }
    }
    expect(mostUses(opened)).toBeLessThanOrEqual(1);
  });
});

describe.each(BROWSERS)('one request, in %s,', (kind) => {
  let opened: BankAndBrowser;
  let page: Page;
  let panel: PanelDriver;

  beforeAll(async () => {
    opened = await openBankAndBrowser(kind);
    page = await opened.session.openPanelTab();
    panel = new PanelDriver(page);
  });
  afterAll(() => opened?.close());
  beforeEach(() => opened.bank.control.reset());

  const row = (name: string, phase: string) => `${name}, Account information, Practice, ${phase}`;

  it('for a double click', async () => {
    await flowWithCode(page, opened.bank, 'double click');
    await panel.click('row', row('double click', 'Code captured'));
    const button = await panel.find('button', 'Exchange code');
    await button.click({ count: 2 });
    await panel.find('row', row('double click', 'Tokens received'));
    expect(tokenRequests(opened)).toHaveLength(1);
  });

  it('for two panels at once', async () => {
    const { bank, session } = opened;
    const flowId = await flowWithCode(page, bank, 'two panels');
    const other = await session.openPanelTab();
    bank.control.faults({ kind: 'slow', path: TOKEN, ms: 300 });
    const params = { flowId, onErrors: 'ask' };
    const replies = await Promise.all(
      [page, other].map((one) => askWorker(one, 'exchangeCode', params)),
    );
    expect(replies).toContainEqual({ ok: false, error: { kind: 'call_under_way' } });
    for (const one of [panel, new PanelDriver(other)]) {
      await one.find('row', row('two panels', 'Tokens received'));
    }
    expect(tokenRequests(opened)).toHaveLength(1);
    await other.close();
  });

  it('for a panel that is closed during the call, and the tokens are there when it is opened anew', async () => {
    const { bank, session } = opened;
    await flowWithCode(page, bank, 'closed panel');
    await panel.click('row', row('closed panel', 'Code captured'));
    bank.control.faults({ kind: 'slow', path: TOKEN, ms: 500 });
    await panel.click('button', 'Exchange code');
    await poll(() => tokenRequests(opened).length === 1 || undefined, { awaited: 'the request' });
    const next = await session.newPage();
    await page.close();
    await next.close();
    page = await session.openPanelTab();
    panel = new PanelDriver(page);
    await panel.find('row', row('closed panel', 'Tokens received'));
    expect(tokenRequests(opened)).toHaveLength(1);
  });

  it.each([
    ['with', 1],
    // Both browsers repeat it where we do not forbid that; else the line above would prove nothing.
    ['without', 2],
  ])(
    'when a connection that served before dies, %s the rule against it: %i',
    async (rule, count) => {
      const { bank } = opened;
      const name = `reused connection ${rule}`;
      if (rule === 'without') {
        await page.evaluate(
          'chrome.declarativeNetRequest.updateSessionRules({ removeRuleIds: [1] })',
        );
      }
      await flowWithTokens(page, bank, name);
      bank.control.faults({ kind: 'lost-answer', path: TOKEN });
      await panel.click('row', row(name, 'Tokens received'));
      await panel.openDetail('Tokens');
      await panel.clickIn('Refresh token', 'Refresh');
      await panel.readAll(/Whether the last refresh used up/);
      expect(mostUses(opened)).toBe(count);
    },
  );
});

describe.each(BROWSERS)('over HTTP/2, in %s, the panel says', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind, { tls: true });
  });
  afterAll(() => harness?.close());

  it.each([
    [
      'that an answer may be one of two',
      undefined,
      'Tokens received',
      // Firefox 153 does not tell what a connection spoke.
      kind === 'chromium' ? /went over HTTP\/2/ : /If the connection was HTTP\/2/,
    ],
    [
      'that a lost one may have been two',
      'lost-answer',
      'Outcome unknown',
      /If the connection was HTTP\/2/,
    ],
  ] as const)('%s', async (name, fault, phase, sentence) => {
    const { bank, panel } = harness;
    if (fault) bank.control.faults({ kind: fault, path: TOKEN });
    await requestClientToken(harness, name, `${bank.tls?.urls.h2}${TOKEN}`);
    await panel.click('row', `${name}, Payment initiation, Practice, ${phase}`);
    await panel.openDetail('Exchange');
    await panel.readAll(sentence);
  });
});
