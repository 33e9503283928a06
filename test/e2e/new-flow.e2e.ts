import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BROWSERS } from '../extent.ts';
import { BPCE } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';

describe.each(BROWSERS)('the new flow form, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
  });
  afterAll(() => harness?.close());
  beforeEach(async () => {
    await harness.panel.click('tab', 'Flows');
    await harness.panel.click('button', 'New flow');
  });
  afterEach(() => harness.panel.click('button', 'Cancel'));

  it('asks for a secret only where the client has one', async () => {
    const { panel } = harness;
    await panel.choose('Bank', "Caisse d'Epargne Ile-de-France");
    await panel.readAll(/Redirect URI.*client certificate \(QWAC\)/);
    expect(await panel.text()).not.toMatch(/Client secret/);
    await panel.choose('Bank', 'Practice bank (OpenID)');
    await panel.readAll(/Client secret/);
  });

  it('keeps a live environment locked until it is unlocked, and says LIVE from then on', async () => {
    const { panel } = harness;
    await panel.choose('Bank', "Caisse d'Epargne Ile-de-France");
    await panel.choose('Environment', 'Live');
    await panel.readAll(/Ile-de-France, live environment.*Unlock live for this bank first/);
    for (const name of ['Open in new tab', 'Copy URL']) {
      expect(await isDisabled('button', name)).toBe(true);
    }
    expect(await panel.text()).not.toMatch(/LIVE/);
    await panel.click('button', 'Unlock live for this bank');
    await panel.readAll(/New flow LIVE/);
    expect(await isDisabled('button', 'Open in new tab')).toBe(false);
    await panel.choose('Environment', 'Sandbox');
    await panel.readAll(/sandbox\.api\.89c3\.com/);
    expect(await panel.text()).not.toMatch(/LIVE/);
  });

  it('sends a parameter as the person wants it, and gives it back to the profile', async () => {
    const { panel } = harness;
    await panel.choose('Bank', BPCE);
    await panel.fill('response_type', 'code token');
    await panel.read('Authorization URL', /response_type=code(%20|\+)token/);
    await panel.read('Findings', /AQ01/);
    await panel.click('button', 'Restore response_type');
    await panel.read('Authorization URL', /response_type=code &/);
    await panel.click('button', 'Remove response_type');
    expect(await panel.read('Authorization URL', /\?client_id=/)).not.toMatch(/response_type/);
    await panel.click('button', 'Restore response_type');
    await panel.read('Authorization URL', /response_type=code &/);
  });

  it('sends a parameter that the person adds', async () => {
    const { panel } = harness;
    await panel.choose('Bank', BPCE);
    await panel.click('button', 'Add parameter');
    await panel.fill('Name of added parameter 1', 'x_fake');
    await panel.fill('Value of added parameter 1', 'a b&c');
    await panel.read('Authorization URL', /&x_fake=a(%20|\+)b%26c/);
    await panel.click('button', 'Remove x_fake');
    await panel.read('Authorization URL', /state=[\w-]+$/);
  });

  it('makes a new state when asked', async () => {
    const { panel } = harness;
    const before = await panel.valueOf('textbox', 'State');
    await panel.click('button', 'New state');
    await panel.read('Authorization URL', new RegExp(`state=(?!${before})[\\w-]{43}`));
  });

  async function isDisabled(role: string, name: string): Promise<boolean> {
    const element = await harness.panel.find(role, name);
    return element.evaluate((node) => node.matches(':disabled'));
  }
});
