import type { Feature, TestName, Works } from './feature.ts';

const HEAD = `# What works in which browser

Made by \`npm run browsers-page\` from \`scripts/browsers/features.ts\`, where each line names the end-to-end tests that prove
it. Chromium stands for Chrome, Edge, Brave and whatever else takes Chrome's package. The panel is the same page in DevTools
and in a tab, which the toolbar icon opens.
`;

const cell = (works: Works) => (works === true ? 'yes' : works);
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function proof({ tests }: Feature): string {
  const named = [tests.chromium, tests.firefox].filter((test): test is TestName => !!test);
  const files = [...new Set(named.map(([file]) => file))];
  return files.map((file) => `[${file.replace('.e2e.ts', '')}](../test/e2e/${file})`).join(', ');
}

/** docs/browsers.md as it has to be. */
export function browsersPage(
  features: readonly Feature[],
  chromiumAlone: Readonly<Record<string, string>>,
): string {
  const table = [
    row(['What', 'Chromium', 'Firefox', 'DevTools panel', 'Ordinary tab', 'Proved by']),
    row(['---', '---', '---', '---', '---', '---']),
    ...features.map((feature) => {
      const { what, chromium, firefox, devtools, tab } = feature;
      return row([what, ...[chromium, firefox, devtools, tab].map(cell), proof(feature)]);
    }),
  ];
  const alone = Object.entries(chromiumAlone)
    .toSorted()
    .map(([file, reason]) => `- \`${file}\`: ${reason}`);
  return [
    HEAD,
    ...table,
    '',
    '## Tested in Chromium alone',
    '',
    'These tests, or some of their cases, run in Chromium alone, though Firefox does the same:',
    '',
    ...alone,
    '',
  ].join('\n');
}
