import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { tokenRequests } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { flowWithCode } from './driver/kept-flow.ts';

type Patched = typeof globalThis & { addAll?: IDBObjectStore['add']; refusals?: number };

const ROW = 'Account information, Practice, Code captured';

describe('a disk that is full, in chromium,', () => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness('chromium');
  });
  afterAll(() => harness?.close());
  beforeEach(() => harness.reset());

  /** Has IndexedDB refuse what happens of some kinds, as it does when there is no room; of none: there is room again. */
  async function refuse(kinds: readonly string[]): Promise<void> {
    const worker = await workerOf(harness);
    await worker.evaluate((refused) => {
      const scope = globalThis as Patched;
      scope.addAll ??= IDBObjectStore.prototype.add;
      scope.refusals = 0;
      const add = scope.addAll;
      IDBObjectStore.prototype.add = function (value, key) {
        if (refused.includes(value.happening?.kind)) {
          scope.refusals = (scope.refusals ?? 0) + 1;
          throw new DOMException('made up', 'QuotaExceededError');
        }
        return add.call(this, value, key);
      };
    }, kinds);
  }

  /** How often something was refused since it began to refuse. */
  async function refusals(): Promise<number> {
    const worker = await workerOf(harness);
    return worker.evaluate(() => (globalThis as Patched).refusals ?? 0);
  }

  it('before a request has nothing sent, and says so', async () => {
    const { panel, panelPage, bank } = harness;
    await flowWithCode(panelPage, bank, 'First bank');
    await panel.click('row', `First bank, ${ROW}`);
    await panel.find('button', 'Exchange code');
    await refuse(['call_sent']);
    await panel.click('button', 'Exchange code');
    await panel.readAll(/could not store what was about to be sent, so nothing was sent/);
    expect(tokenRequests(harness)).toEqual([]);
    await refuse([]);
    await panel.click('button', 'Exchange code');
    await panel.read('Access token', /Expires in/);
    expect(tokenRequests(harness)).toHaveLength(1);
  });

  it('as the answer comes costs no token: it is held, and stored once there is room', async () => {
    const { panel, panelPage, bank } = harness;
    await flowWithCode(panelPage, bank, 'Second bank');
    await panel.click('row', `Second bank, ${ROW}`);
    await panel.find('button', 'Exchange code');
    await refuse(['call_answered']);
    await panel.click('button', 'Exchange code');
    await panel.readAll(/The bank answered, but the browser could not store the answer/);
    const before = await refusals();
    await panel.click('button', 'Store the answer');
    await poll(async () => (await refusals()) > before || undefined, { awaited: 'the refusal' });
    await panel.readAll(/The bank answered, but the browser could not store the answer/);
    await refuse([]);
    await panel.click('button', 'Store the answer');
    await panel.read('Access token', /Expires in/);
    expect(await panel.lacks('button', 'Store the answer')).toBe(true);
    expect(tokenRequests(harness)).toHaveLength(1);
  });
});

describe('storage that does not open, in chromium,', () => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness('chromium', { change: refuseToOpen });
  });
  afterAll(() => harness?.close());

  it('is said in the browser’s words, and opened by itself once that can be done', async () => {
    const { panel, panelPage } = harness;
    await panel.readAll(/What is stored cannot be read \(“UnknownError: made up”\)/);
    const worker = await workerOf(harness);
    await worker.evaluate(() => {
      Object.assign(globalThis, { opens: true });
    });
    await panel.find('button', 'Try the practice bank');
    const alerts = () => panelPage.$$eval('[role=alert]', (all) => all.length);
    await expect.poll(alerts).toBe(0);
  });
});

/** Has the worker's database fail to open until it is told that it opens. */
async function refuseToOpen(folder: string): Promise<void> {
  const path = join(folder, 'service-worker-loader.js');
  const refusal = `const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (...wanted) {
  if (!globalThis.opens) throw new DOMException('made up', 'UnknownError');
  return open.apply(this, wanted);
};
`;
  await writeFile(path, refusal + (await readFile(path, 'utf8')));
}

async function workerOf({ session }: Harness) {
  const target = await session.browser.waitForTarget((one) => one.type() === 'service_worker');
  const worker = await target.worker();
  if (!worker) throw new Error('The worker has no target of its own.');
  return worker;
}
