import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSERS } from '../extent.ts';
import { axeComplaints } from './driver/axe.ts';
import { BPCE } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { savedBy } from './driver/saved-file.ts';

describe.each(BROWSERS)('a flow as a picture, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
    const { bank, panel } = harness;
    await fillNewFlow(panel, { bank: BPCE, service: 'Payment initiation', port: bank.port });
    await panel.click('button', 'Request token');
    await panel.find('row', `${BPCE}, Payment initiation, Practice, Tokens received`);
    await panel.openDetail('Timeline');
  });
  afterAll(() => harness?.close());

  it('has a diagram, which fits or scrolls, and which axe has nothing to say of', async () => {
    const { panel, panelPage } = harness;
    await panel.click('radio', 'Diagram');
    await panel.find('image', `Flow with ${BPCE}`);
    const spoken = await panel.read('Steps of the flow', /access_token/);
    expect(spoken).toMatch(/This tool to Practice.*: POST \S+ grant_type=client_credentials/);
    for (const width of [320, 1000]) {
      await panelPage.setViewport({ width, height: 800 });
      expect(await axeComplaints(panelPage)).toEqual([]);
      const overflow = await panelPage.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `at ${width} px`).toBeLessThanOrEqual(0);
    }
  });

  it('has a table that says the same', async () => {
    const { panel, panelPage } = harness;
    await panel.click('radio', 'Table');
    const table = await panel.find('table', `Flow with ${BPCE}`);
    const cells = await table.evaluate((node) =>
      [...node.querySelectorAll('tbody tr')].map((row) => row.querySelectorAll('td').length),
    );
    expect(cells).toEqual([7, 7]);
    expect(await axeComplaints(panelPage)).toEqual([]);
  });

  it('is saved as SVG that needs nothing else, and as PNG with pixels of many colours', async () => {
    const { panel, panelPage } = harness;
    await panel.click('radio', 'Diagram');
    const svg = await savedBy(panelPage, () => panel.click('button', 'Save as SVG'));
    expect(svg).toMatchObject({ type: 'image/svg+xml', name: expect.stringMatching(/\.svg$/) });
    expect(svg.text).toContain('grant_type=client_credentials');
    expect(svg.text).not.toMatch(/var\(|url\(|class=|style=|href/);
    const png = await savedBy(panelPage, () => panel.click('button', 'Save as PNG'));
    expect(png).toMatchObject({
      type: 'image/png',
      name: expect.stringMatching(/^flow-with-practice-.*\.png$/),
      width: svg.width * 2,
      height: svg.height * 2,
    });
    expect(png.colours).toBeGreaterThan(10);
  });

  it('goes to the clipboard as Mermaid and as PlantUML', async () => {
    const { panel } = harness;
    for (const name of ['Copy as Mermaid', 'Copy as PlantUML']) {
      await panel.click('button', name);
      await panel.readAll(/Copied/);
    }
  });
});
