import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { browsersPage } from '../../../scripts/browsers/browsers-page.ts';
import { CHROMIUM_ALONE, FEATURES } from '../../../scripts/browsers/features.ts';

const sources = new Map(
  readdirSync('test/e2e')
    .filter((file) => file.endsWith('.e2e.ts'))
    .map((file) => [file, readFileSync(`test/e2e/${file}`, 'utf8')]),
);

const runsIn = (source: string, browser: 'chromium' | 'firefox') =>
  source.includes(`'${browser}'`) ||
  source.includes('BROWSERS') ||
  new RegExp(`[Oo]pen${browser}|in ${browser}`, 'i').test(source);

/** A file that leaves Firefox out, or leaves it out somewhere. */
const sparesFirefox = (source: string) =>
  !/'firefox'|BROWSERS/.test(source) ||
  /kind === 'firefox'\) return;|if \(kind === 'chromium'\)\s+(it|\{)|^describe\('.*in chromium/m.test(
    source,
  );

describe('docs/browsers.md', () => {
  it('is what the table of features says', () => {
    const page = readFileSync('docs/browsers.md', 'utf8').replaceAll('\r\n', '\n');
    expect(page, 'run: npm run browsers-page').toBe(browsersPage(FEATURES, CHROMIUM_ALONE));
  });

  it.each(
    FEATURES.flatMap(({ what, tests }) =>
      Object.entries(tests).map(([browser, test]) => [what, browser, ...test] as const),
    ),
  )('names a test that there is: %s, in %s', (_what, browser, file, title) => {
    const source = sources.get(file) ?? '';
    expect(source).toContain(`'${title}'`);
    expect(runsIn(source, browser as 'chromium' | 'firefox')).toBe(true);
  });

  it.each(FEATURES.map((feature) => [feature.what, feature] as const))(
    'proves what it calls working: %s',
    (_what, { chromium, firefox, tests }) => {
      if (chromium === true) expect(tests.chromium).toBeDefined();
      if (firefox === true) expect(tests.firefox).toBeDefined();
    },
  );

  it('has a reason for each test that runs in Chromium alone', () => {
    const withReason = new Set([
      ...Object.keys(CHROMIUM_ALONE),
      ...FEATURES.filter(({ firefox }) => firefox !== true).flatMap(({ tests }) =>
        tests.chromium ? [tests.chromium[0]] : [],
      ),
    ]);
    const sparing = [...sources].filter(([, source]) => sparesFirefox(source));
    expect(sparing.map(([file]) => file).filter((file) => !withReason.has(file))).toEqual([]);
  });

  it('gives no reason for a test that runs in both', () => {
    const needless = Object.keys(CHROMIUM_ALONE).filter(
      (file) => !sparesFirefox(sources.get(file) ?? ''),
    );
    expect(needless).toEqual([]);
  });
});
