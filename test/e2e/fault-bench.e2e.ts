import { afterAll, beforeAll, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { chooseTool } from './driver/choose-tool.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { flowWithTokens } from './driver/kept-flow.ts';
import type { PanelDriver } from './driver/panel-driver.ts';

const BANK = 'Good flow';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness('chromium');
});
afterAll(() => harness?.close());

async function openBench(panel: PanelDriver): Promise<void> {
  // Flows of the bench are listed before the good one, and lead to the same bench.
  await panel.click('row', `${BANK}, Account information, Practice, Tokens received`);
  await chooseTool(panel, 'Break on purpose…');
}

/**
 * Presses whatever opens the bank's page, as often as it is wanted, until the bench says so.
 *
 * @param but what is not opened
 */
async function openUntil(panel: PanelDriver, fits: RegExp, but = /(?!)/): Promise<string> {
  return poll(
    async () => {
      await panel.comeToFront();
      const text = await panel.text();
      if (fits.test(text)) return text;
      const button = await panel.lookFor('button', 'Open in new tab');
      const wanted = await button?.evaluate((node) => node.closest('section')?.innerText ?? '');
      if (but.test(wanted ?? '')) return text;
      // Until the tab of the last press is there, and behind the panel again, a press would hang.
      const isReady = await button?.evaluate(
        (node) => !node.matches(':disabled') && document.visibilityState === 'visible',
      );
      if (isReady) await button?.click();
      return undefined;
    },
    { awaited: `the bench saying ${fits}` },
  );
}

/** The matrix as a reader of the table has it: what is wrong, and the verdict. */
const verdicts = (panel: PanelDriver): Promise<[string, string][]> =>
  panel.surface.$$eval('table[aria-label="Expected and observed"] tbody tr', (rows) =>
    rows.map((row) => {
      const [name, verdict] = [...row.children].map((cell) =>
        (cell as HTMLElement).innerText.trim(),
      );
      return [name ?? '', verdict ?? ''] as [string, string];
    }),
  );

it('tries what a bank should refuse, in chromium', async () => {
  const { bank, panel, panelPage } = harness;
  await flowWithTokens(panelPage, bank, BANK);
  bank.control.settings({ approveAtOnce: true, rotateRefreshToken: true });
  await openBench(panel);
  // A minute is too long for a test; what is late is proved without a browser.
  await panel.click('checkbox', 'Code used late');
  await panel.readAll(/Pages to open: 7 \(logins: 5\) · token requests: 9/);
  await panel.click('button', 'Start');

  // The panel goes away in the middle and comes back.
  await openUntil(panel, /So far: [2-9] refused/);
  const before = await verdicts(panel);
  await panelPage.reload();
  await openBench(panel);
  await panel.read('Next', /Stopped\. Resume/);
  const kept = before.filter(([, verdict]) => verdict === 'Refused');
  expect(await verdicts(panel)).toEqual(expect.arrayContaining(kept));
  await panel.click('button', 'Resume');
  await panel.click('button', 'Stop');
  await panel.read('Next', /Stopped\. Resume/);
  await panel.click('button', 'Resume');
  const done = await openUntil(panel, /Done: /);
  expect(done).toContain('Done: 10 refused, 3 not here.');
  expect(done).toContain(
    '400 invalid_grant: The authorization code was issued by another bank code.',
  );
  expect(done).toContain('RFC 6749 §4.1.2, §10.5');

  bank.control.settings({ sloppy: true });
  await panel.click('button', 'Start over');
  await panel.click('checkbox', 'Code used late');
  await panel.click('button', 'Start');
  await openUntil(panel, /Done: /, /Response type missing/);
  await panel.readAll(/1 refused, 8 accepted, 1 waiting/);
  // A bank that asks for the login has accepted the request: only the person sees that.
  bank.control.settings({ approveAtOnce: false });
  await panel.click('button', 'Open in new tab');
  await panel.readAll(/If no redirect comes, say what you see/);
  // Nothing was learned of it, so that it is opened again.
  await panel.click('button', 'Give up this login');
  await panel.comeToFront();
  await panel.click('button', 'Open in new tab');
  await panel.readAll(/If no redirect comes, say what you see/);
  await panel.click('button', 'The bank shows its login page');
  await panel.readAll(/Done: 1 refused, 9 accepted, 3 not here\./);
  expect((await verdicts(panel)).filter(([, verdict]) => verdict === 'Refused')).toEqual([
    ['Wrong state on return', 'Refused'],
  ]);

  await panel.click('button', 'Start over');
  const offered = await panel.surface.$$eval('input[type="checkbox"]:checked', (boxes) =>
    boxes.map((box) => (box.closest('label') as HTMLElement).innerText.trim()),
  );
  for (const name of offered.filter((one) => !one.startsWith('Response type missing')))
    await panel.click('checkbox', name);
  await panel.click('button', 'Start');
  await openUntil(panel, /If no redirect comes, say what you see/);
  await panel.click('button', 'The bank shows an error page');
  await panel.readAll(/Done: /);
  expect(await verdicts(panel)).toContainEqual([
    'Response type missing',
    expect.stringMatching(/^Refused/),
  ]);
  await panel.click('button', 'Show the flow of: Response type missing');
  await panel.readAll(/Abandoned/);
});
