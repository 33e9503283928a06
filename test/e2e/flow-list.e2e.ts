import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { poll } from '../../scripts/browser/poll.ts';
import { readFlowFile } from '../../src/core/record/flow-file.ts';
import { BROWSERS } from '../extent.ts';
import { dropFiles } from './driver/drop-files.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { FEW, MANY_BANKS, manyFlowsFile } from './driver/many-flows.ts';
import { pressIn } from './driver/press.ts';
import { savedText } from './driver/saved-text.ts';

const COUNT = { chromium: 1200, firefox: 240 } as const;
const number = new Intl.NumberFormat('en');

describe.each(BROWSERS)('the flow list, in %s,', (kind) => {
  let harness: Harness;
  const count = COUNT[kind];
  const all = new RegExp(`(^|[^/] )${number.format(count)} flows`);

  beforeAll(async () => {
    harness = await openHarness(kind);
    await harness.panelPage.setViewport({ width: 1000, height: 600 });
    await dropFiles(harness.panelPage, [{ name: 'many.flow.json', text: manyFlowsFile(count) }]);
    await harness.panel.readAll(new RegExp(`${number.format(count)} flows imported`));
    // A long list comes in parts, and the word of it before the last of them.
    const grid = await harness.panel.find('grid', 'Flows');
    await poll(
      async () =>
        (await grid.evaluate((node) => node.ariaRowCount)) === `${count + 1}` || undefined,
      { awaited: 'all rows' },
    );
  });
  afterAll(() => harness?.close());

  /** The row with the keyboard: its name, and its place among all rows. */
  function focusedRow(): Promise<{ name: string; at: number } | undefined> {
    return harness.panelPage.evaluate(() => {
      const row = document.activeElement?.closest('[data-row]');
      return row
        ? { name: row.ariaLabel ?? '', at: Number(row.getAttribute('aria-rowindex')) - 2 }
        : undefined;
    });
  }

  async function untilFocused(at: number): Promise<string> {
    const row = await poll(
      async () => {
        const now = await focusedRow();
        return now?.at === at ? now : undefined;
      },
      { awaited: `the keyboard in row ${at}` },
    );
    return row.name;
  }

  function press(...keys: Parameters<Harness['panelPage']['keyboard']['press']>[0][]) {
    return keys.reduce(
      (before, key) => before.then(() => harness.panelPage.keyboard.press(key)),
      Promise.resolve(),
    );
  }

  async function withShift(...keys: Parameters<typeof press>): Promise<void> {
    await harness.panelPage.keyboard.down('Shift');
    await press(...keys);
    await harness.panelPage.keyboard.up('Shift');
  }

  async function firstRow() {
    const row = await harness.panelPage.$('.flow-list [data-row]');
    if (!row) throw new Error('no row');
    return row;
  }

  /** The names of the first rows. */
  function firstRows(): Promise<string[]> {
    return harness.panelPage.$$eval('.flow-list [data-row]', (rows) =>
      rows.slice(0, 3).map((row) => row.ariaLabel ?? ''),
    );
  }

  const separator = () =>
    harness.panel.find('separator', 'Divide the room between list and details');
  async function size(): Promise<number> {
    return (await separator()).evaluate((node) => Number(node.ariaValueNow));
  }
  const untilSize = (wanted: number) =>
    poll(async () => (Math.abs((await size()) - wanted) <= 1 ? true : undefined), {
      awaited: `a list of ${wanted} pixels`,
    });

  it('draws what is seen, tells how much there is, and is walked from end to end', async () => {
    const { panel, panelPage } = harness;
    const grid = await panel.find('grid', 'Flows');
    expect(await grid.evaluate((node) => node.ariaRowCount)).toBe(String(count + 1));
    const drawn = await grid.$$eval('[data-row]', (rows) => rows.length);
    expect(drawn).toBeLessThan(120);
    await pressIn(grid, '[data-row]');
    await panel.find('region', MANY_BANKS[0]);
    await press('End');
    expect(await untilFocused(count - 1)).toContain(MANY_BANKS[3]);
    await panel.find('region', MANY_BANKS[3]);
    await press('ArrowUp');
    await untilFocused(count - 2);
    await press('Home', 'PageDown');
    const row = await poll(
      async () => {
        const now = await focusedRow();
        return now && now.at > 5 && now.at < 40 ? now : undefined;
      },
      { awaited: 'a page down' },
    );
    await press('PageUp');
    await untilFocused(0);
    expect(row.at).toBeGreaterThan(10);
    expect(await panelPage.$$eval('[data-row][tabindex="0"]', (rows) => rows.length)).toBe(1);
  });

  it('is narrowed by words and keys, counts what is hidden, and comes back', async () => {
    const { panel, panelPage } = harness;
    await press('/');
    await panelPage.keyboard.type('bank:');
    await panel.find('listbox', 'What may stand here');
    await press('ArrowDown', 'ArrowDown', 'Enter');
    const field = await panel.find('combobox', 'Filter flows');
    expect(await field.evaluate((node) => (node as HTMLInputElement).value)).toBe(
      'bank:"Beta bank" ',
    );
    await panel.readAll(new RegExp(`${number.format(count / 4)} / ${number.format(count)} flows`));
    expect((await firstRows()).join()).toMatch(/^(Beta bank[^|]*,?){3}$/);
    await panel.click('checkbox', 'Invert');
    await panel.readAll(new RegExp(`${number.format((count / 4) * 3)} / `));
    await panel.click('checkbox', 'Invert');
    await panel.fill('Filter flows', '/^(alpha|delta)/i -status:refused has:access', 'combobox');
    await panel.readAll(new RegExp(`${number.format(count / 4)} / `));
    await panel.fill('Filter flows', 'is:error /(/', 'combobox');
    await panel.readAll(/This pattern cannot be read/);
    expect(await field.evaluate((node) => node.ariaInvalid)).toBe('true');
    await panel.readAll(new RegExp(`${number.format(count / 4)} / `));
    await panel.fill('Filter flows', 'nothing like it', 'combobox');
    await panel.readAll(/No flow fits the filter/);
    await panel.readAll(/ 0 \/ /);
    await panel.click('button', 'Clear filter');
    await panel.readAll(all);
    await panel.fill('Filter flows', 'x', 'combobox');
    await press('Escape');
    await panel.readAll(all);
  });

  if (kind === 'chromium')
    it('is sorted by a click on its head, and by the keyboard', async () => {
      const { panel } = harness;
      await panel.click('button', 'Bank');
      const head = await panel.find('columnheader', 'Bank');
      expect(await head.evaluate((node) => node.ariaSort)).toBe('ascending');
      await expect.poll(firstRows).toEqual(Array(3).fill(expect.stringContaining(MANY_BANKS[0])));
      await press('Enter');
      await expect.poll(firstRows).toEqual(Array(3).fill(expect.stringContaining(MANY_BANKS[3])));
      expect(await head.evaluate((node) => node.ariaSort)).toBe('descending');
    });

  if (kind === 'chromium')
    it('has columns that are hidden, shown and made wider', async () => {
      const { panel, panelPage } = harness;
      await panel.click('button', 'Close details');
      await panel.find('columnheader', 'Service');
      await panel.click('button', 'Columns');
      await (await panel.find('menuitemcheckbox', 'Service')).click();
      await expect.poll(() => panel.lacks('columnheader', 'Service')).toBe(true);
      const head = await panel.find('columnheader', 'Phase');
      const width = () => head.evaluate((node) => node.getBoundingClientRect().width);
      const before = await width();
      await (await head.$('button'))?.focus();
      await withShift('ArrowRight', 'ArrowRight');
      await expect.poll(width).toBeGreaterThan(before + 10);
      const box = await (await head.$('.column-edge'))?.boundingBox();
      if (!box) throw new Error('no edge');
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await panelPage.mouse.move(x, y);
      await panelPage.mouse.down();
      await panelPage.mouse.move(x - 60, y, { steps: 3 });
      await panelPage.mouse.up();
      await expect.poll(width).toBeLessThan(before);
    });

  if (kind === 'chromium')
    it('shares its room with the details as the edge between them is moved', async () => {
      const { panel, panelPage } = harness;
      await pressIn(panelPage, '[data-row]');
      await (await separator()).focus();
      const begin = await size();
      await press('ArrowRight');
      await untilSize(begin + 10);
      await withShift('ArrowLeft');
      await untilSize(begin - 40);
      const box = await (await separator()).boundingBox();
      if (!box) throw new Error('no edge');
      await panelPage.mouse.move(box.x, box.y + 100);
      await panelPage.mouse.down();
      await panelPage.mouse.move(box.x + 120, box.y + 100, { steps: 3 });
      await panelPage.mouse.up();
      await untilSize(begin + 80);
      await panelPage.mouse.click(box.x + 120, box.y + 100, { count: 2 });
      await expect.poll(size).not.toBe(begin + 80);
      await press('Home');
      await untilSize(96);
      await panelPage.setViewport({ width: 500, height: 600 });
      const upright = await separator();
      const orientation = () => upright.evaluate((node) => node.ariaOrientation);
      await expect.poll(orientation).toBe('horizontal');
      const high = await size();
      await upright.focus();
      await press('ArrowDown');
      await untilSize(high + 10);
      await panelPage.setViewport({ width: 1000, height: 600 });
      await panel.click('button', 'Close details');
    });

  it('has a menu for each row: by the mouse, by two keys and by a button', async () => {
    const { panel, panelPage } = harness;
    const menu = `Actions: ${MANY_BANKS[kind === 'chromium' ? 3 : 0]}`;
    const row = await firstRow();
    const closed = async () => {
      await panel.find('menu', menu);
      await press('Escape');
      await expect.poll(() => panel.lacks('menu', menu)).toBe(true);
    };
    await row.click({ button: 'right' });
    await closed();
    await untilFocused(0);
    await withShift('F10');
    await closed();
    if (kind === 'chromium') {
      await press('ContextMenu' as 'Enter');
      await closed();
    }
    await row.hover();
    await (await panel.find('button', menu)).click();
    await panel.find('menuitem', 'Forget flow');
    await panelPage.mouse.click(500, 590);
    await expect.poll(() => panel.lacks('menu', menu)).toBe(true);
    await (await panel.find('columnheader', 'Phase')).click({ button: 'right' });
    await (await panel.find('menuitem', 'Show all columns')).click();
    if (kind === 'chromium') await panel.find('columnheader', 'Service');
  });

  if (kind === 'chromium')
    it('gives away one flow, or all that are listed, as text', async () => {
      const { panel, panelPage } = harness;
      await panel.fill('Filter flows', 'status:tokens bank:market', 'combobox');
      const listed = count / FEW;
      await panel.readAll(new RegExp(`${number.format(listed)} / `));
      await panelPage.evaluate(`globalThis.copied = [];
      document.addEventListener('copy', ({ target }) => copied.push(target.value ?? ''))`);
      const copies = async () => z.array(z.string()).parse(await panelPage.evaluate('copied'));
      const choose = async (item: string) => {
        await (await firstRow()).click({ button: 'right' });
        await (await panel.find('menuitem', item)).click();
      };
      const items: [string, RegExp][] = [
        ['Copy authorization URL, without secrets', /^https:\/\/bank\.example\/authorize/],
        ['Copy last call as cURL', /^curl /],
        ['Copy flow as fetch (Node.js)', /await send\(/],
        ['Copy flow as Markdown', /^# /],
        ['Copy flow as JSON', /"psd2-oauth-flow"/],
        [`Copy all ${number.format(listed)} listed flows`, /"psd2-oauth-flow"/],
      ];
      for (const [at, [item, fits]] of items.entries()) {
        await choose(item);
        const text = await poll(async () => (await copies())[at], { awaited: item });
        expect(text).toMatch(fits);
      }
      const file = readFlowFile((await copies()).at(-1) ?? '');
      expect(file.ok && file.value.flows).toHaveLength(listed);
      const saved = await savedText(panelPage, () =>
        choose(`Save all ${number.format(listed)} listed flows`),
      );
      const read = readFlowFile(saved.text);
      expect(read.ok && read.value.flows).toHaveLength(listed);
      await choose('Open');
      await panel.find('region', `${MANY_BANKS[0]}, Market Street`);
      await choose('Compare with…');
      await panel.click('button', 'Back to the flows');
      await choose('Forget flow');
      await panel.click('button', 'Undo');
      await panel.readAll(new RegExp(`${number.format(listed)} / `));
      await panel.click('button', 'Clear filter');
    });

  if (kind === 'chromium')
    it('looks after a reload as it was left', async () => {
      const { panel, panelPage } = harness;
      await panel.click('button', 'Columns');
      await (await panel.find('menuitemcheckbox', 'Environment')).click();
      // Firefox does not tell the end of a reload here.
      await panelPage.evaluate('setTimeout(() => location.reload())');
      await poll(() => panel.lacks('menuitemcheckbox', 'Environment').catch(() => undefined), {
        awaited: 'the panel anew',
      });
      await panel.readAll(all);
      expect(await panel.lacks('columnheader', 'Environment')).toBe(true);
      const head = await panel.find('columnheader', 'Bank');
      expect(await head.evaluate((node) => node.ariaSort)).toBe('descending');
      await pressIn(panelPage, '[data-row]');
      await untilSize(96);
      await panel.click('tab', 'Settings');
      await panel.click('button', 'Delete all data');
      await panel.click('button', 'Delete everything');
      await expect.poll(() => panelPage.evaluate('localStorage.length')).toBe(0);
    });
});
