import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tokenRequests } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { flowWithCode } from './driver/kept-flow.ts';

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
    const target = await harness.session.browser.waitForTarget(
      (one) => one.type() === 'service_worker',
    );
    const worker = await target.worker();
    await worker?.evaluate((refused) => {
      const scope = globalThis as typeof globalThis & { addAll?: IDBObjectStore['add'] };
      scope.addAll ??= IDBObjectStore.prototype.add;
      const add = scope.addAll;
      IDBObjectStore.prototype.add = function (value, key) {
        if (refused.includes(value.happening?.kind))
          throw new DOMException('made up', 'QuotaExceededError');
        return add.call(this, value, key);
      };
    }, kinds);
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
    await panel.click('button', 'Store the answer');
    await panel.readAll(/The bank answered, but the browser could not store the answer/);
    await refuse([]);
    await panel.click('button', 'Store the answer');
    await panel.read('Access token', /Expires in/);
    expect(await panel.lacks('button', 'Store the answer')).toBe(true);
    expect(tokenRequests(harness)).toHaveLength(1);
  });
});
