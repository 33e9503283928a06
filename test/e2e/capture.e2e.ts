import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { logInAtBank } from './driver/bank-pages.ts';
import { arrival } from './driver/bank-tab.ts';
import { BPCE, openBpceFlow, tokenRequests } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';

describe.each(['chromium', 'firefox'] as const)('the redirect, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
  });
  afterAll(() => harness?.close());
  beforeEach(() => harness.reset());

  it('is captured where nothing answers', async () => {
    const { panel } = harness;
    const page = await openBpceFlow(harness, { redirectUri: 'http://closed.localhost:2/callback' });
    await logInAtBank(page);
    await panel.find('row', `${BPCE}, Account information, Practice, Code captured`);
    await panel.openDetail('Redirect');
    await panel.readAll(/closed\.localhost:2\/callback/);
    await panel.click('button', 'Discard code');
    await panel.readAll(/You discarded the code/);
    expect(tokenRequests(harness)).toEqual([]);
  });

  it('is captured by a worker that was stopped while the person was at the bank', async () => {
    const { panel, session } = harness;
    const page = await openBpceFlow(harness);
    // What the panel has to report of the bank's page would wake the worker again.
    await panel.readAll(/Last page seen \S+\/oauth\/authorize/);
    await session.stopWorker();
    expect(await session.isWorkerRunning()).toBe(false);
    await logInAtBank(page);
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(tokenRequests(harness)).toHaveLength(1);
  });

  it('can be pasted, and does the same job', async () => {
    const { panel, bank } = harness;
    // The bank shows the address on a page of its own, as a phone would: no browser comes to it.
    bank.control.faults({ kind: 'form-post', path: '/stet/psd2/oauth/authorize' });
    const page = await openBpceFlow(harness);
    await logInAtBank(page);
    await arrival(page, '/callback');
    const posted = bank.control.log().findLast(({ path }) => path === '/callback');
    await panel.click('button', 'Paste redirect');
    const landed = `${bank.urls.app}/callback?${new URLSearchParams(posted?.body)}`;
    await panel.fill('Redirect URL', landed);
    await panel.click('button', 'Use this redirect');
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(tokenRequests(harness)).toHaveLength(1);
  });

  it('is captured when the page behind it sends the browser on at once', async () => {
    const { panel, bank } = harness;
    const page = await openBpceFlow(harness);
    const location = `${bank.urls.app}/`;
    const host = 'app.localhost';
    bank.control.faults({ kind: 'redirect', host, path: '/callback', location, status: 302 });
    await logInAtBank(page);
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
  });

  it('is captured from a fragment, and judged', async () => {
    const { panel, bank } = harness;
    const page = await openBpceFlow(harness);
    bank.control.faults({ kind: 'fragment', path: '/stet/psd2/oauth/authorize' });
    await logInAtBank(page);
    await panel.find('button', 'Exchange code');
    await panel.openDetail('Redirect');
    await panel.readAll(/AP12/);
  });

  it('of somebody else is not taken', async () => {
    const { panel, session, bank } = harness;
    const page = await openBpceFlow(harness);
    const other = await session.newPage();
    for (const path of ['/?code=somebody-elses', '/callback-two?code=x&state=y']) {
      await other.goto(`${bank.urls.app}${path}`);
    }
    await other.close();
    await logInAtBank(page);
    await panel.find('button', 'Exchange code');
    await panel.openDetail('Timeline');
    expect(await panel.text()).not.toMatch(/captured and refused/);
  });
});
