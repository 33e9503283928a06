import { CompactEncrypt, CompactSign, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { HTTPRequest } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSERS } from '../extent.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { tabAt } from './driver/bank-tab.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { setText } from './driver/set-text.ts';

describe.each(BROWSERS)('a signature, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
  });
  afterAll(() => harness?.close());

  /** A token as a bank signs it, the key to verify it with, and one that nobody signed so. */
  async function signed(header: (jwk: object) => object = () => ({})) {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const claims = { iss: 'https://bank.example', sub: 'nobody', exp: 4_000_000_000 };
    const token = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ ...header(jwk), alg: 'ES256' })
      .sign(privateKey);
    const [head, , signature] = token.split('.');
    const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'somebody' }));
    return {
      token,
      forged: [head, changed.toString('base64url'), signature].join('.'),
      keys: JSON.stringify({ keys: [{ ...jwk, kid: 'bank-1' }] }),
    };
  }

  async function paste(text: string): Promise<void> {
    const { panel } = harness;
    await panel.click('tab', 'Tokens');
    await setText(panel, 'Token to inspect', text);
  }

  it('of a flow’s ID token is verified with the keys that the profile’s issuer names', async () => {
    const { panel, bank, session } = harness;
    await fillNewFlow(panel, { bank: 'Practice bank (OpenID)', port: bank.port });
    await panel.fill('Redirect URI', `${bank.urls.app}/callback`);
    await panel.click('button', 'Open in new tab');
    await logInAtBank(await tabAt(session, 'oidc.localhost'), { sms: false });
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Tokens');
    await panel.read('ID token', /Not verified/);
    await panel.clickIn('ID token', 'Verify signature');
    const said = await panel.read('Verification: ID token', /Signature fits key/);
    expect(said).toContain(`from ${bank.urls.oidc}/jwks`);
    for (const name of ['iss', 'aud', 'exp', 'iat', 'nonce']) {
      expect(said).toMatch(new RegExp(`\\b${name} passed`));
    }
    expect(said).toMatch(/at_hash not in the token/);
    expect(said).not.toContain('failed');
    expect(await panel.read('ID token', /Signature verified/)).not.toContain('Not verified');
    expect(bank.control.log().map(({ path }) => path)).toContain('/jwks');
  });

  it('that fits the key in the token itself proves nothing, and nobody is asked for keys', async () => {
    const { panel, panelPage, bank } = harness;
    bank.control.reset();
    const { token } = await signed((jwk) => ({ jwk, jku: `${bank.urls.app}/keys`, kid: 'forged' }));
    await panel.click('tab', 'Tokens');
    await panel.readAll(/Paste anything with a token in it/);
    const requested: string[] = [];
    const listen = (request: HTTPRequest) => void requested.push(request.url());
    panelPage.on('request', listen);
    await paste(token);
    await panel.click('button', 'Verify signature');
    await panel.read('Verification: Token', /Give a key first/);
    await panel.read('Token', /Not verified.*JW10.*JW11/);
    await setText(panel, 'Keys', (await signed()).keys);
    await panel.click('button', 'Verify signature');
    await panel.read('Verification: Token', /JW13.*bank-1.*forged/);
    await panel.read('Token', /Not verified/);
    panelPage.off('request', listen);
    expect(requested).toEqual([]);
    expect(bank.control.log()).toEqual([]);
  });

  it('is verified with keys that are pasted, and is bad as soon as the token differs', async () => {
    const { panel } = harness;
    const { token, forged, keys } = await signed();
    await paste(token);
    await panel.click('button', 'Verify signature');
    await panel.read('Verification: Token', /Give a key first/);
    await setText(panel, 'Keys', keys);
    await panel.click('button', 'Verify signature');
    await panel.read('Verification: Token', /Signature fits key bank-1, ES256, from what you gave/);
    const good = await panel.read('Token', /Signature verified/);
    expect(good).not.toMatch(/JW11|Not verified/);
    await paste(forged);
    await panel.read('Token', /somebody.*Not verified|Not verified.*somebody/);
    // The public key is still at hand.
    await panel.click('button', 'Verify signature');
    await panel.read('Findings of the verification: Token', /JW12 signature-bad/);
    await panel.read('Token', /Not verified.*JW11/);
  });

  it.each([
    ['A128GCM', 16],
    ['A192GCM', 24],
  ])('of a token inside one that is encrypted with %s is within reach', async (enc, bytes) => {
    const { panel } = harness;
    const inner = await signed();
    const key = { kty: 'oct', k: Buffer.alloc(bytes, 'made-up').toString('base64url') };
    const encrypting = new CompactEncrypt(new TextEncoder().encode(inner.token));
    const token = await encrypting
      .setProtectedHeader({ alg: 'dir', enc })
      .encrypt(await importJWK(key, 'dir'));
    await paste(token);
    await panel.click('button', 'Decrypt');
    await panel.read('Decryption: Token', /Give a key first/);
    await setText(panel, 'Private key', JSON.stringify(key));
    await panel.click('button', 'Decrypt');
    if (enc === 'A192GCM' && kind === 'chromium') {
      await panel.read('Decryption: Token', /cannot do dir, A192GCM/);
      return;
    }
    await panel.read('Decryption: Token', /Opened with key oct.*sub nobody/);
  });
});
