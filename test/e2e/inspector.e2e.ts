import type { HTTPRequest } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSERS } from '../extent.ts';
import { fakeJwt } from './driver/fake-jwt.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { setText } from './driver/set-text.ts';

describe.each(BROWSERS)('the token inspector, in %s', (kind) => {
  let harness: Harness;
  const requested: string[] = [];
  let askByWorker: ((address: string) => Promise<unknown>) | undefined;

  beforeAll(async () => {
    harness = await openHarness(kind);
    await harness.panel.click('tab', 'Tokens');
    await harness.panel.readAll(/Paste anything with a token in it/);
    // The panel's own files come out of the archive when they are wanted: that asks nobody.
    harness.panelPage.on('request', (request: HTTPRequest) => {
      if (!/^(chrome|moz)-extension:/.test(request.url())) requested.push(request.url());
    });
    if (kind === 'chromium') askByWorker = await hearWorker(harness, requested);
  });
  afterAll(() => harness?.close());

  /** A token that names places where a curious reader would look for its keys, and brings keys along. */
  function tokenOf(bank: Harness['bank'], claims: object = {}): string {
    const header = {
      alg: 'RS256',
      typ: 'JWT',
      kid: 'fake-key',
      jku: `${bank.urls.app}/keys`,
      x5u: `${bank.urls.app}/certificate`,
      jwk: { kty: 'RSA', n: 'fake', e: 'AQAB' },
      x5c: ['ZmFrZQ=='],
    };
    const own = { iss: bank.urls.oidc, sub: 'nobody', exp: 1300819380, scope: 'aisp' };
    return fakeJwt(header, { ...own, ...claims });
  }

  it('reads a JWT', async () => {
    const { panel, bank } = harness;
    await setText(panel, 'Token to inspect', tokenOf(bank));
    const seen = await panel.read('Token', /Not verified/);
    expect(seen).toMatch(/Header.*alg RS256.*Claims.*sub nobody/);
    expect(seen).toMatch(/Expired [\d,]+ days/);
    expect(seen).toMatch(/exp 1300819380.*22 Mar 2011/);
    await panel.read('Findings', /JW15 expired.*JW10 key-in-header/);
  });

  it('says of keys that a token brings along that they are not used', async () => {
    const seen = await harness.panel.read('Findings', /JW10/);
    for (const name of ['jwk', 'jku', 'x5u', 'x5c']) {
      expect(seen).toContain(`The header brings a key along in ${name}.`);
    }
  });

  it('says what a claim means, and who says so', async () => {
    const seen = await harness.panel.read('Token');
    expect(seen).toMatch(/sub nobody Whom it is about optional RFC 7519 §4\.1\.2/);
    expect(seen).toMatch(/Header: bytes 0–\d+ Claims: bytes \d+–\d+ Signature: bytes/);
  });

  it('ties the parts of the text to what is in them, by keyboard too', async () => {
    const { panel, panelPage } = harness;
    const marked = () =>
      panelPage.evaluate(() =>
        [...document.querySelectorAll('.marked')].map((one) => one.className),
      );
    const button = await panel.find('button', 'Claims');
    await button.focus();
    expect(await marked()).toEqual([
      expect.stringContaining('part code-1'),
      expect.stringContaining('quiet more code-1'),
      'part marked',
    ]);
    await button.press('Enter');
    await panel.find('searchbox', 'Search header and claims').then((box) => box.focus());
    expect(await marked()).toHaveLength(3);
    await button.press('Enter');
  });

  it('searches header and claims, and counts', async () => {
    const { panel } = harness;
    await panel.fill('Search header and claims', 'NOBODY', 'searchbox');
    const seen = await panel.readAll(/1 of 11/);
    expect(seen).toMatch(/sub nobody/);
    expect(seen).not.toMatch(/scope aisp/);
    await panel.fill('Search header and claims', '', 'searchbox');
    await panel.read('Token', /scope aisp/);
  });

  it('compares two tokens', async () => {
    const { panel, bank } = harness;
    await panel.readAll(/Compare with another token/);
    await harness.panelPage.evaluate(() => document.querySelector('summary')?.click());
    await setText(panel, 'Token to compare with', tokenOf(bank, { exp: 1300819440, acr: '1' }));
    const seen = await panel.read('Comparison', /exp Claims, changed/);
    expect(seen).toMatch(/1300819380 22 Mar 2011.*1300819440 22 Mar 2011/);
    expect(seen).toMatch(/acr Claims, added – 1$/);
    await setText(panel, 'Token to compare with', '');
  });

  it('reads a token out of a quoted mail, and lists what it cleaned away', async () => {
    const { panel, bank } = harness;
    const mail = `> Hello,\n> ${tokenOf(bank).replace(/(.{60})/g, '$1\n> ')}\n> Regards`;
    await setText(panel, 'Token to inspect', mail);
    expect(await panel.read('Cleaned away')).toMatch(
      /\d+ × Quote marks of a mail \d+ × Line breaks/,
    );
    await panel.read('Token', /sub nobody/);
  });

  it('reads a JSON answer and the token in it', async () => {
    const { panel, bank } = harness;
    const answer = { access_token: tokenOf(bank), token_type: 'Bearer', expires_in: 3600 };
    const text = JSON.stringify({ ...answer, refresh_token: 'fake-two' });
    await setText(panel, 'Token to inspect', text);
    await panel.read('JSON answer', /token_type Bearer.*expires_in 3600/);
    await panel.read('access_token', /sub nobody/);
    await panel.read('refresh_token', /fake-two/);
  });

  it('reads a redirect URL', async () => {
    const { panel, bank } = harness;
    const query = new URLSearchParams({ code: 'fake-code', state: 's 1', iss: bank.urls.oidc });
    await panel.fill('Token to inspect', `${bank.urls.app}/callback?${query}`);
    await panel.read('URL', /callback.*code fake-code.*state s 1/);
  });

  it('says what is wrong with a broken token', async () => {
    await harness.panel.fill('Token to inspect', 'eyJhbGciOiJub25lIn0.bro*ken.');
    await harness.panel.read('Token', /JW03/);
  });

  it('is emptied in one click', async () => {
    const { panel } = harness;
    await panel.fill('Token to inspect', 'fake-token');
    await panel.click('button', 'Empty the box');
    await panel.readAll(/Paste anything/);
    expect(await panel.valueOf('textbox', 'Token to inspect')).toBe('');
  });

  it('has asked nobody for anything', async () => {
    const { bank, panelPage } = harness;
    expect(requested).toEqual([]);
    expect(bank.control.log()).toEqual([]);
    // The same ears hear requests that are made.
    await panelPage.evaluate((address) => fetch(address), `${bank.urls.app}/page`);
    await askByWorker?.(`${bank.urls.app}/worker`);
    expect(requested.map((url) => new URL(url).pathname)).toEqual(
      kind === 'chromium' ? ['/page', '/worker'] : ['/page'],
    );
    expect(bank.control.log()).toHaveLength(requested.length);
  });
});

/** Adds to a list what the worker asks for, from here on; gives a way to have it ask. */
async function hearWorker({ session }: Harness, requested: string[]) {
  const target = session.browser.targets().find((one) => one.type() === 'service_worker');
  if (!target) throw new Error('no worker');
  const worker = await target.createCDPSession();
  worker.on('Network.requestWillBeSent', ({ request }) => requested.push(request.url));
  await worker.send('Network.enable');
  return (address: string) =>
    worker.send('Runtime.evaluate', {
      expression: `fetch(${JSON.stringify(address)}).then(() => true)`,
      awaitPromise: true,
    });
}
