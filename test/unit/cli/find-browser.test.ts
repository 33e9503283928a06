import { describe, expect, it } from 'vitest';
import { findBrowser, type Machine } from '../../../src/cli/browser/find-browser.ts';

function machine(platform: NodeJS.Platform, env: Machine['env'], ...paths: string[]): Machine {
  return { platform, env, exists: (path) => paths.includes(path) };
}

const PATH = '/usr/local/bin:/usr/bin';

describe('the browser of a machine', () => {
  it.each([
    ['Chrome before Firefox', 'local', '/usr/bin/google-chrome', 'chrome'],
    ['Chromium where there is no Chrome', 'local', '/usr/bin/chromium', 'chrome'],
    ['Firefox where there is nothing else', 'local', undefined, 'firefox'],
    ['Firefox when it is wanted', 'firefox', '/usr/bin/chromium', 'firefox'],
  ])('is %s', (_what, wanted, other, kind) => {
    const paths = ['/usr/bin/firefox', ...(other ? [other] : [])];
    expect(findBrowser(wanted, machine('linux', { PATH }, ...paths))?.kind).toBe(kind);
  });

  it('is found in the places of macOS and Windows', () => {
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser('local', machine('darwin', { PATH }, mac))?.executablePath).toBe(mac);
    const windows = 'C:\\Program Files\\Mozilla Firefox\\firefox.exe';
    const env = { ProgramFiles: 'C:\\Program Files' };
    expect(findBrowser('local', machine('win32', env, windows))).toEqual({
      kind: 'firefox',
      executablePath: windows,
    });
  });

  it('is the one at a path, if there is one', () => {
    const there = machine('linux', { PATH }, '/opt/firefox/firefox');
    expect(findBrowser('/opt/firefox/firefox', there)?.kind).toBe('firefox');
    expect(findBrowser('/opt/chrome/chrome', there)).toBeUndefined();
  });

  it('is nowhere on a machine without one', () => {
    expect(findBrowser('local', machine('linux', { PATH }))).toBeUndefined();
  });
});
