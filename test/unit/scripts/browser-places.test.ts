import { describe, expect, it } from 'vitest';
import { browserPlaces, type SearchContext } from '../../../scripts/browser/browser-places.ts';

const linux: SearchContext = { platform: 'linux', env: { PATH: '/opt/bin:/usr/bin' }, home: '/h' };

function paths(kind: 'chromium' | 'firefox', context: SearchContext): string[] {
  return browserPlaces(kind, context).map((place) => place.executablePath);
}

describe('where a browser is looked for', () => {
  it('looks first at the browser the environment names', () => {
    const env = { ...linux.env, PSD2_CHROMIUM: '/mine/chrome', PSD2_FIREFOX: '/mine/firefox' };
    expect(paths('chromium', { ...linux, env })[0]).toBe('/mine/chrome');
    expect(paths('firefox', { ...linux, env })[0]).toBe('/mine/firefox');
  });

  it('ignores an empty variable', () => {
    const env = { ...linux.env, PSD2_FIREFOX: '' };
    expect(paths('firefox', { ...linux, env })).toEqual(paths('firefox', linux));
  });

  it('tries each command in every folder of PATH before the next command', () => {
    expect(paths('firefox', linux)).toEqual([
      '/opt/bin/firefox',
      '/usr/bin/firefox',
      '/opt/bin/firefox-esr',
      '/usr/bin/firefox-esr',
    ]);
  });

  it('prefers Chromium, then Chrome, Edge and Brave', () => {
    const names = browserPlaces('chromium', linux).map((place) => place.name);
    expect([...new Set(names)]).toEqual([
      'Chromium',
      'Google Chrome',
      'Microsoft Edge',
      'Brave Browser',
    ]);
  });

  it('finds nothing to try without PATH on Linux', () => {
    expect(paths('chromium', { ...linux, env: {} })).toEqual([]);
  });

  it('knows the application folders of macOS', () => {
    expect(paths('chromium', { platform: 'darwin', env: {}, home: '/Users/dev' })).toEqual(
      expect.arrayContaining([
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Users/dev/Applications/Brave Browser.app/Contents/MacOS/Brave Browser',
      ]),
    );
  });

  it('knows the program folders of Windows', () => {
    const env = { ProgramFiles: 'C:\\Program Files', Path: 'C:\\tools' };
    expect(paths('firefox', { platform: 'win32', env, home: 'C:\\Users\\dev' })).toEqual([
      'C:\\tools\\firefox.exe',
      'C:\\tools\\firefox-esr.exe',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ]);
  });
});
