import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDevToolsPanel } from '../../scripts/browser/devtools-panel.ts';
import { poll } from '../../scripts/browser/poll.ts';
import { foldFlow } from '../../src/core/flow/flow-state.ts';
import { readFlowFile } from '../../src/core/record/flow-file.ts';
import { RECORDED_SECRETS, recordingOf, wholeJourney } from '../fixtures/recordings.ts';
import { type BankAndBrowser, openBankAndBrowser } from './driver/harness.ts';

const NAME = 'OAuth flow';

/** Asks the plug-in as the Recorder does: through DevTools' own list of plug-ins. */
function pluginExpression(name: string, use: string): string {
  return `(async () => {
    const { RecorderPluginManager } = await import('./models/extensions/extensions.js');
    const plugins = RecorderPluginManager.RecorderPluginManager.instance().plugins();
    const plugin = plugins.find((one) => one.getName() === ${JSON.stringify(name)});
    return plugin && (${use});
  })()`;
}

describe('the Recorder plug-in, in real DevTools', () => {
  let opened: BankAndBrowser;
  let devtoolsPage: Page;

  beforeAll(async () => {
    opened = await openBankAndBrowser('chromium');
    const page = await opened.session.newPage(opened.bank.urls.app);
    ({ devtoolsPage } = await openDevToolsPanel(opened.session, page, 'OAuth'));
  });
  afterAll(() => opened?.close());

  async function exported(recording: unknown): Promise<string> {
    const use = `plugin.stringify(${JSON.stringify(recording)})`;
    return z.string().parse(await devtoolsPage.evaluate(pluginExpression(NAME, use)));
  }

  it('is offered for exporting', async () => {
    const found = await poll(
      () =>
        devtoolsPage.evaluate(
          pluginExpression(NAME, '[plugin.getMediaType(), plugin.getCapabilities?.()]'),
        ),
      { awaited: 'the plug-in' },
    );
    expect(found).toEqual(['application/json', ['export']]);
  });

  it('turns a recording into a flow file without a secret', async () => {
    const text = await exported(
      wholeJourney('http://17515.bpce.localhost:8489/stet/psd2/oauth/authorize'),
    );
    for (const secret of RECORDED_SECRETS) expect(text).not.toContain(secret);
    const file = readFlowFile(text);
    expect(file).toMatchObject({ ok: true, value: { newer: false, flows: [expect.anything()] } });
    const state = file.ok ? foldFlow(file.value.flows[0]?.events ?? []) : undefined;
    expect(state).toMatchObject({
      phase: 'code_captured',
      started: { bank: "Practice Caisse d'Epargne" },
    });
  });

  it('says what a recording lacks', async () => {
    const text = await exported(recordingOf('https://app.example/'));
    expect(text).toContain('none of the 1 addresses');
  });
});
