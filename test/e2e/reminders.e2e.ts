import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { askWorker } from './driver/ask-worker.ts';
import { BPCE } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { PanelDriver } from './driver/panel-driver.ts';

/** The reminder comes a minute before the end: so many seconds after the token. */
const REMINDED_AFTER = 4;

/** Each case stands on the one before it. */
describe.each(['chromium', 'firefox'] as const)('reminders, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind, { permissions: ['notifications'] });
  });
  afterAll(() => harness?.close());

  const ask = (expression: string) => harness.panelPage.evaluate(`chrome.${expression}`);

  it('are switched on, with the browser’s permission', async () => {
    const { panel } = harness;
    await panel.click('tab', 'Settings');
    await panel.click('switch', 'Notifications');
    await panel.click('switch', 'Access tokens too');
    await panel.find('switch', 'Access tokens too');
    await poll(
      async () =>
        (await ask("storage.local.get('settings').then((all) => JSON.stringify(all))"))
          ?.toString()
          .includes('"notify":true,"remindAccess":true') || undefined,
      { awaited: 'the settings to be kept' },
    );
  });

  it('wake a worker that has died, with no panel open', async () => {
    const { panel, panelPage, bank, session } = harness;
    bank.control.lifetimes({ accessTokenSeconds: 60 + REMINDED_AFTER });
    await fillNewFlow(panel, { bank: BPCE, service: 'Payment initiation', port: bank.port });
    await panel.click('button', 'Request token');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(await ask('action.getBadgeText({})')).toBe('');
    await poll(async () => (await ask("alarms.get('remind')")) ?? undefined, {
      awaited: 'the alarm to be set',
    });
    await panelPage.goto('about:blank');
    await session.stopWorker();
    await poll(async () => (await session.isWorkerRunning()) || undefined, {
      awaited: 'the alarm to wake the worker',
    });
  });

  it('stand at the toolbar icon and in a notification, without a secret', async () => {
    const page = await harness.session.openPanelTab();
    const ask = (expression: string) => page.evaluate(`chrome.${expression}`);
    const badge = () => ask('action.getBadgeText({})');
    await poll(async () => (await badge()) === '1' || undefined, { awaited: 'the badge' });
    const title = String(await ask('action.getTitle({})'));
    expect(title).toMatch(
      /^PSD2 OAuth DevTools\nPractice Caisse d'Epargne: the access token ends at/,
    );
    const { flows } = (await askWorker(page, 'listFlows', {})) as { flows: { flowId: string }[] };
    const [{ flowId } = { flowId: '' }] = flows;
    expect(await ask("storage.local.get('remindedMs')")).toHaveProperty('remindedMs');
    // Firefox without a window shows none, and forgets it at once.
    if (kind === 'chromium')
      expect(await ask('notifications.getAll()')).toEqual({ [flowId]: true });
    // What pressing it opens.
    await page.evaluate(`location.hash = '${flowId}'; location.reload()`);
    await new PanelDriver(page).find('region', BPCE);
  });
});
