import type { HTTPRequest } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeJwt } from './driver/fake-jwt.ts';
import { type Harness, openHarness } from './driver/harness.ts';

describe.each(['chromium', 'firefox'] as const)('the token inspector, in %s', (kind) => {
  let harness: Harness;
  const requested: string[] = [];

  beforeAll(async () => {
    harness = await openHarness(kind);
    await harness.panel.click('tab', 'Tokens');
    await harness.panel.readAll(/Paste anything with a token in it/);
    // From here on everything is there that the screen is made of.
    harness.panelPage.on('request', (request: HTTPRequest) => requested.push(request.url()));
  });
  afterAll(() => harness?.close());

  /** A token that names places where a curious reader would look for its keys. */
  function tokenOf(bank: Harness['bank']): string {
    return fakeJwt(
      { alg: 'RS256', typ: 'JWT', kid: 'fake-key', jku: `${bank.urls.app}/keys` },
      { iss: bank.urls.oidc, sub: 'nobody', exp: 1300819380, scope: 'aisp' },
    );
  }

  it('reads a JWT', async () => {
    const { panel, bank } = harness;
    await panel.fill('Token to inspect', tokenOf(bank));
    const seen = await panel.read('Token', /Not verified/);
    expect(seen).toMatch(/Header.*alg RS256.*Claims.*sub nobody/);
    expect(seen).toMatch(/Expired [\d,]+ days/);
    expect(seen).toMatch(/exp 1300819380.*22 Mar 2011/);
    await panel.read('Findings', /JW15 expired.*JW10 key-in-header/);
  });

  it('reads a JSON answer and the token in it', async () => {
    const { panel, bank } = harness;
    const answer = { access_token: tokenOf(bank), token_type: 'Bearer', expires_in: 3600 };
    await panel.fill('Token to inspect', JSON.stringify({ ...answer, refresh_token: 'fake-two' }));
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
    // The same ears hear a request that is made.
    await panelPage.evaluate((address) => fetch(address), `${bank.urls.app}/`);
    expect(requested).toEqual([`${bank.urls.app}/`]);
    expect(bank.control.log()).toHaveLength(1);
  });
});
