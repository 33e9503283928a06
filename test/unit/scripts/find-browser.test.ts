import { describe, expect, it } from 'vitest';
import type { SearchContext } from '../../../scripts/browser/browser-places.ts';
import { parseVersionLine } from '../../../scripts/browser/browser-version.ts';
import {
  distinctBrowsers,
  findBrowsers,
  type Identify,
  type InstalledBrowser,
} from '../../../scripts/browser/find-browser.ts';

const esr: InstalledBrowser = {
  kind: 'firefox',
  name: 'Mozilla Firefox',
  executablePath: '/usr/bin/firefox',
  version: '153.7.0esr',
};

describe('the version a browser reports', () => {
  it.each([
    [
      'Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)\n',
      { name: 'Chromium', version: '156.0.8078.79' },
    ],
    ['Google Chrome 156.0.8078.79 \n', { name: 'Google Chrome', version: '156.0.8078.79' }],
    ['Mozilla Firefox 153.7.0esr\n', { name: 'Mozilla Firefox', version: '153.7.0esr' }],
    ['Mozilla Firefox 154.0\n', { name: 'Mozilla Firefox', version: '154.0' }],
    ['command not found', undefined],
    ['', undefined],
  ])('reads %j', (line, expected) => {
    expect(parseVersionLine(line)).toEqual(expected);
  });
});

describe('browsers found more than once', () => {
  it('keeps the first of one name and version', () => {
    const wrapper = { ...esr, executablePath: '/usr/bin/firefox-esr' };
    expect(distinctBrowsers([esr, wrapper])).toEqual([esr]);
  });

  it('keeps two versions of one browser', () => {
    const newer = { ...esr, executablePath: '/opt/firefox', version: '154.0' };
    expect(distinctBrowsers([newer, esr])).toEqual([newer, esr]);
  });

  it('keeps two products of one version', () => {
    const chrome = { ...esr, kind: 'chromium', name: 'Google Chrome' } as const;
    const edge = { ...chrome, name: 'Microsoft Edge' };
    expect(distinctBrowsers([chrome, edge])).toHaveLength(2);
  });
});

describe('finding browsers', () => {
  const context: SearchContext = {
    platform: 'linux',
    env: { PATH: '/opt/bin:/usr/bin', PSD2_FIREFOX: '/mine/firefox' },
    home: '/h',
  };

  function answering(versions: Record<string, string>): Identify {
    return async ({ executablePath }) => {
      const version = versions[executablePath];
      return version === undefined ? undefined : { name: 'Mozilla Firefox', version };
    };
  }

  it('gives those that answer, in the order of the places', async () => {
    const identify = answering({ '/usr/bin/firefox': '153.0', '/mine/firefox': '154.0' });
    const found = await findBrowsers('firefox', context, identify);
    expect(found.map((browser) => browser.executablePath)).toEqual([
      '/mine/firefox',
      '/usr/bin/firefox',
    ]);
  });

  it('gives nothing when no place holds a browser that answers', async () => {
    expect(await findBrowsers('firefox', context, answering({}))).toEqual([]);
  });
});
