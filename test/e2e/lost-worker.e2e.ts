import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { tabAt } from './driver/bank-tab.ts';
import { BPCE, tokenRequests } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { flowWithCode } from './driver/kept-flow.ts';
import { fillNewFlow } from './driver/new-flow.ts';

/** What nobody is to be asked for. */
const START_ANEW = /reopen|re-open|reload|restart|open .{0,20}again/i;

describe.each(['chromium', 'firefox'] as const)(
  'a worker stopped beside an open panel, in %s',
  (kind) => {
    let harness: Harness;
    beforeAll(async () => {
      harness = await openHarness(kind);
    });
    afterAll(() => harness?.close());

    it('costs nothing at the list, in the details, before a call or in the form', async () => {
      const { panel, panelPage, bank, session } = harness;
      await flowWithCode(panelPage, bank, 'Some bank');
      await session.stopWorker();
      await panel.click('row', 'Some bank, Account information, Practice, Code captured');
      await panel.read('Authorization code', /Unspent/);
      await session.stopWorker();
      await panel.click('button', 'Exchange code');
      await panel.read('Access token', /Expires in/);
      await session.stopWorker();
      await panel.click('button', 'Call accounts');
      await panel.read('Access token', /accounts.*200/);
      await fillNewFlow(panel, { bank: BPCE, service: 'Account information', port: bank.port });
      await session.stopWorker();
      await panel.click('button', 'Open in new tab');
      await (await tabAt(session, '.bpce.localhost')).close();
      await panel.readAll(/Waiting for/);
      expect(await panel.text()).not.toMatch(START_ANEW);
    });

    it('in the middle of an exchange leaves a truth on record, and the next click works', async () => {
      const { panel, panelPage, bank, session } = harness;
      await flowWithCode(panelPage, bank, 'Other bank');
      await panel.click('row', 'Other bank, Account information, Practice, Code captured');
      await panel.find('button', 'Exchange code');
      const before = tokenRequests(harness).length;
      bank.control.faults({ path: '/stet/psd2/oauth/token', kind: 'stall', after: 'headers' });
      await panel.click('button', 'Exchange code');
      await poll(() => tokenRequests(harness).length > before || undefined, {
        awaited: 'the request at the bank',
      });
      await session.stopWorker();
      bank.control.clearFaults();
      const said = await panel.readAll(/outcome.*unknown/i);
      expect(said).not.toMatch(START_ANEW);
      await panel.click('button', 'Run again');
      await tabAt(session, '.bpce.localhost');
      await panel.readAll(/Waiting for/);
    });
  },
);
