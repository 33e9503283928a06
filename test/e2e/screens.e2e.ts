import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BROWSERS } from '../extent.ts';
import { showBank } from './driver/bank-list.ts';
import { BPCE } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { readStoredData, type StoredData } from './driver/stored-data.ts';
import { untilTheme } from './driver/theme.ts';

const ROW = `${BPCE}, Payment initiation, Practice, Tokens received`;

describe.each(BROWSERS)('the screens, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
  });
  afterAll(() => harness?.close());
  beforeEach(() => harness.reset());

  it('keeps the theme that was chosen', async () => {
    const { panel, panelPage } = harness;
    for (const [name, theme] of [
      ['Dark', 'dark'],
      ['Light', 'light'],
    ] as const) {
      await panel.click('tab', 'Settings');
      await panel.click('radio', name);
      await untilTheme(panelPage, theme);
      await reloadPanel();
      await untilTheme(panelPage, theme);
    }
    await panel.click('tab', 'Settings');
    await panel.click('radio', 'System');
    await untilTheme(panelPage, null);
  });

  it('brings cleared flows back', async () => {
    const { panel } = harness;
    await getPaymentToken();
    await panel.click('button', 'Clear');
    await panel.readAll(/No flows yet.*The list was cleared/);
    await panel.click('button', 'Undo');
    await panel.find('row', ROW);
  });

  it('deletes all data: the list, the secrets, the records and the settings', async () => {
    const { panel, panelPage } = harness;
    await getPaymentToken();
    await panel.click('tab', 'Settings');
    await panel.click('radio', 'Dark');
    await untilTheme(panelPage, 'dark');
    const before = await readStoredData(panelPage);
    expect(Object.keys(before.session)).not.toEqual([]);
    expect(before.local).toHaveProperty('settings');
    expect(rowsOf(before)).not.toEqual([]);

    await panel.click('button', 'Delete all data');
    await panel.readAll(/cannot be brought back/);
    await panel.click('button', 'Delete everything');
    await panel.readAll(/All data was deleted/);
    await untilTheme(panelPage, null);
    await panel.click('tab', 'Flows');
    await panel.readAll(/No flows yet/);
    const after = await readStoredData(panelPage);
    const { databases: _rows, ...areas } = after;
    expect(areas).toEqual({ session: {}, local: {}, web: {}, rowKeys: [] });
    expect(rowsOf(after)).toEqual([]);
  });

  it('finds a bank and opens the form with it', async () => {
    const { panel } = harness;
    await showBank(panel, 'Banque Palatine');
    await panel.click('button', 'New flow with this bank');
    const chosen = await panel.find('combobox', 'Bank');
    const words = await chosen.evaluate((node) =>
      [...(node as HTMLSelectElement).selectedOptions].map((option) => option.textContent),
    );
    expect(words).toEqual(['Banque Palatine (40978)']);
    await panel.read('Authorization URL', /40978\.live\.api\.89c3\.com/);
  });

  async function getPaymentToken() {
    const { panel, bank } = harness;
    await fillNewFlow(panel, { bank: BPCE, service: 'Payment initiation', port: bank.port });
    await panel.click('button', 'Request token');
    await panel.find('row', ROW);
  }

  async function reloadPanel() {
    await harness.panelPage.evaluate('document.body.replaceChildren()');
    await harness.panelPage.reload({ waitUntil: [] });
    await harness.panel.find('tab', 'Flows');
  }
});

/** The rows of every store of every database. */
function rowsOf({ databases }: StoredData): unknown[] {
  return Object.values(databases).flatMap((stores) => Object.values(stores).flat());
}
