import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import about from '../../../package.json' with { type: 'json' };
import { notesOf } from '../../../scripts/notes-of.ts';

const CHANGELOG = `# Changelog

## Unreleased

## [1.2.0] - 2026-11-01

### Added

- This.

## 1.1.0 - 2026-10-01

- That.
`;

it.each([
  ['1.2.0', '### Added\n\n- This.'],
  ['1.1.0', '- That.'],
  ['Unreleased', undefined],
  ['1.2', undefined],
])('of %s are what stands under its heading', (version, notes) => {
  expect(notesOf(version, CHANGELOG)).toBe(notes);
});

it('runs, in every workflow, only scripts that there are', () => {
  const workflows = ['ci', 'release'].map((name) =>
    readFileSync(`.github/workflows/${name}.yml`, 'utf8'),
  );
  const run = workflows.flatMap((text) => [...text.matchAll(/npm run(?: -s)? ([\w-]+)/g)]);
  expect(run.length).toBeGreaterThan(1);
  for (const [, script = ''] of run) expect(about.scripts).toHaveProperty(script);
  for (const text of workflows) {
    expect(text).toContain('node-version-file: .node-version');
  }
});
