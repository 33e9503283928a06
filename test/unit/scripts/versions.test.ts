import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import about from '../../../package.json' with { type: 'json' };
import { manifestFor } from '../../../scripts/manifest.ts';

it('gives both browsers the version of the package', () => {
  for (const target of ['chrome', 'firefox'] as const)
    expect(manifestFor(target, 'build')).toMatchObject({ version: about.version });
});

it('tells reviewers the Node that releases are built with', () => {
  const node = readFileSync('.node-version', 'utf8').trim();
  expect(readFileSync('docs/building.md', 'utf8')).toContain(`**Node ${node}**`);
});
