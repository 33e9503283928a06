import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allowPrivateWindows } from '../../scripts/browser/private-windows.ts';
import { BROWSERS } from '../extent.ts';
import { CaptureDriver } from './driver/capture-driver.ts';
import { type BankAndBrowser, openBankAndBrowser } from './driver/harness.ts';

describe.each(BROWSERS)('an answer, in %s', (kind) => {
  let parts: BankAndBrowser;
  let driver: CaptureDriver;
  let redirectUri: string;

  beforeAll(async () => {
    parts = await openBankAndBrowser(kind, { hosts: [] });
    await allowPrivateWindows(parts.session);
    driver = await CaptureDriver.open(parts);
    redirectUri = `${parts.bank.urls.app}/callback`;
  });
  afterAll(() => parts?.close());
  beforeEach(async () => {
    await driver.ask('clearUnasked', {});
    await driver.ask('clearFlows', {});
    await driver.closeOthers();
  });

  const start = (state: string, issuer?: string) =>
    driver.start({ style: 'query', redirectUri, state, ...(issuer && { issuer }) });

  it('goes to the flow with its state, whichever tab it comes in', async () => {
    const first = await start('fake-state-first');
    const second = await start('fake-state-second');
    await driver.visit(`${redirectUri}?code=fake-code-1&state=fake-state-first`);
    await driver.captured(first);
    await driver.visit(`${redirectUri}?code=fake-code-2&state=fake-state-second`);
    await driver.captured(second);
    for (const flowId of [first, second]) {
      const [capture, ...more] = await driver.captures(flowId);
      expect(capture?.verdict).toBe('code');
      expect(more).toEqual([]);
    }
    expect(await driver.unasked(0)).toEqual([]);
  });

  it('goes to the bank that it names where two share redirect URI and state', async () => {
    const [a, b] = ['https://a.example', 'https://b.example'];
    const first = await start('fake-state-shared', a);
    const second = await start('fake-state-shared', b);
    await driver.visit(`${redirectUri}?code=fake-code-1&state=fake-state-shared&iss=${a}`);
    await driver.captured(first);
    expect((await driver.captures(first)).map(({ verdict }) => verdict)).toEqual(['code']);
    expect(await driver.captures(second)).toEqual([]);
  });

  it('is no second answer when its page is loaded again', async () => {
    const flowId = await start('fake-state-reload');
    const page = await driver.visit(`${redirectUri}?code=fake-code-1&state=fake-state-reload`);
    await driver.captured(flowId);
    await page.reload();
    await driver.visit(`${redirectUri}?code=fake-code-9&state=fake-state-other`);
    await driver.unasked(1);
    expect(await driver.captures(flowId)).toHaveLength(1);
  });

  it('is listed without its values when no flow waits for it, nearly so too', async () => {
    const flowId = await start('fake-state-given-up');
    await driver.ask('abandonFlow', { flowId });
    const port = Number(new URL(redirectUri).port);
    const answer = '?code=fake-code-unasked&state=fake-state-unasked';
    for (const near of [
      redirectUri,
      `${redirectUri}/`,
      redirectUri.replace('http:', 'https:'),
      redirectUri.replace(`:${port}`, ':2'),
      redirectUri.replace('/callback', '/Callback'),
    ]) {
      await driver.visit(near + answer);
    }
    const listed = await driver.unasked(5);
    const missed = listed.map(({ differences }) => differences.join());
    expect(missed.toSorted()).toEqual(['', 'path_case', 'path_slash', 'port', 'scheme']);
    expect(JSON.stringify(listed)).not.toMatch(/fake-code|fake-state/);
    expect(await driver.phase(flowId)).toBe('abandoned');
  });

  it('of somebody else is neither taken nor listed', async () => {
    const flowId = await start('fake-state-mine');
    for (const path of ['/?code=voucher', '/callback-two?code=x&state=y', '/callback/two?code=x']) {
      await driver.visit(parts.bank.urls.app + path);
    }
    await driver.visit(`${parts.bank.urls.app}/callback/?code=fake-code-near`);
    expect(await driver.unasked(1)).toMatchObject([{ differences: ['path_slash'] }]);
    expect(await driver.phase(flowId)).toBe('awaiting_redirect');
  });

  it('is taken in a private window where the extension is allowed', async () => {
    const flowId = await start('fake-state-private');
    const window = await driver.openPrivately(
      `${redirectUri}?code=fake-code-1&state=fake-state-private`,
    );
    await driver.captured(flowId);
    await driver.closeWindow(window);
    expect(await driver.captures(flowId)).toHaveLength(1);
  });
});
