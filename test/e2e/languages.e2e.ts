import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import english from '../../_locales/en/messages.json' with { type: 'json' };
import { packedFile } from '../../scripts/pack-messages.ts';
import { messagesFrom } from '../../src/core/messages.ts';
import { longMessages, mirroredMessages } from '../fixtures/pseudo-messages.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { layoutFaults } from './driver/layout-faults.ts';
import { savePicture } from './driver/save-picture.ts';

const WIDTHS = [320, 1000];

/** The sentences by which a panel of that language is walked through. */
describe.each([
  { language: 'two fifths longer', file: longMessages(english), dir: 'ltr' },
  { language: 'from right to left', file: mirroredMessages(english), dir: 'rtl' },
])('the panel in a language that is $language', ({ file, dir }) => {
  const say = messagesFrom(file);
  let harness: Harness | undefined;
  afterEach(() => harness?.close());

  it('cuts no text on its main screens', async () => {
    harness = await openHarness('chromium', {
      change: async (folder) => {
        const path = join(folder, '_locales/en/messages.json');
        const { extName, extDescription } = JSON.parse(await readFile(path, 'utf8'));
        const packed = { ...packedFile(file), extName, extDescription };
        await writeFile(path, JSON.stringify(packed));
      },
    });
    const { panel, panelPage } = harness;
    const root = await panelPage.evaluate(() => [
      document.documentElement.dir,
      document.documentElement.lang,
    ]);
    expect(root).toEqual([dir, say('locale_tag')]);
    const found: string[] = [];
    const look = async (screen: string) => {
      for (const width of WIDTHS) {
        await panelPage.setViewport({ width, height: 800 });
        const faults = await layoutFaults(panelPage);
        found.push(...faults.map((text) => `${screen}, ${width} px: ${text}`));
        await savePicture(panelPage, `panel-${dir}-${screen}-${width}`);
      }
    };
    await panel.find('button', say('action_inspect_token'));
    await look('flows');
    await panel.click('tab', say('screen_tokens'));
    await panel.click('button', say('inspector_example'));
    await panel.find('searchbox', say('inspector_search'));
    await look('tokens');
    await panel.click('tab', say('screen_banks'));
    await panel.find('grid', say('banks_label'));
    await look('banks');
    await panel.click('tab', say('screen_settings'));
    await panel.find('button', say('settings_delete_all'));
    await look('settings');
    await panel.click('button', say('action_new_flow'));
    await panel.find('region', say('new_flow_authorization_url'));
    await look('new-flow');
    expect(found).toEqual([]);
  });
});
