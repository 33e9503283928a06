import { expect, it } from 'vitest';
import { failureReason } from '../../../scripts/browser/command.ts';
import { panelIdPrefix } from '../../../scripts/browser/firefox-panel-script.ts';
import { missingBrowserMessage } from '../../../scripts/browser/install-browser.ts';
import { chromiumArguments } from '../../../scripts/browser/launch-chromium.ts';
import { firefoxPreferences } from '../../../scripts/browser/launch-firefox.ts';

it('gives up the sandbox of Chromium for root and nobody else', () => {
  expect(chromiumArguments(0, [])).toContain('--no-sandbox');
  expect(chromiumArguments(1000, [])).not.toContain('--no-sandbox');
  expect(chromiumArguments(undefined, ['--lang=fr'])).not.toContain('--no-sandbox');
  expect(chromiumArguments(undefined, ['--lang=fr'])).toContain('--lang=fr');
});

it('asks for permissions in Firefox unless told to grant them', () => {
  const name = 'extensions.webextOptionalPermissionPrompts';
  expect(firefoxPreferences('a@b.example', {})[name]).toBe(true);
  expect(firefoxPreferences('a@b.example', { permissionPrompts: 'grant' })[name]).toBe(false);
});

it('leaves the idle time of Firefox alone unless one is given', () => {
  const name = 'extensions.background.idle.timeout';
  expect(firefoxPreferences('a@b.example', {})).not.toHaveProperty([name]);
  expect(firefoxPreferences('a@b.example', { idleTimeoutMs: 2000 })[name]).toBe(2000);
});

it("recognises the panel by the add-on's id made into an identifier", () => {
  expect(panelIdPrefix('psd2-oauth@devtools.example')).toBe(
    'webext-devtools-panel-psd2-oauth_devtools_example-',
  );
});

it('says what to install, what to set and what was tried when there is no browser', () => {
  const message = missingBrowserMessage('firefox', ['apt-get: E: no network']);
  expect(message).toContain('apt-get install firefox-esr');
  expect(message).toContain('PSD2_FIREFOX');
  expect(message).toContain('E: no network');
});

it.each([
  ['Reading lists…\nE: Unable to locate package\nmore', 'E: Unable to locate package'],
  [
    'Error: getaddrinfo ENOTFOUND host\n    at x\n  hostname: y',
    'Error: getaddrinfo ENOTFOUND host',
  ],
  ['one\ntwo\nthree\nfour', 'two\nthree\nfour'],
  ['', 'no output'],
])('finds the reason of a failure in %j', (stderr, reason) => {
  expect(failureReason({ code: 1, stdout: '', stderr })).toBe(reason);
});
