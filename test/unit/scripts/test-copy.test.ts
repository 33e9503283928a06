import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyWithHosts, withHostPermissions } from '../../../scripts/browser/test-copy.ts';

const manifest = {
  manifest_version: 3,
  permissions: ['storage'],
  optional_host_permissions: ['https://*/*'],
};

it('adds host permissions to a manifest and leaves the rest', () => {
  const changed: unknown = JSON.parse(
    withHostPermissions(JSON.stringify(manifest), ['http://bank.localhost/*']),
  );
  expect(changed).toEqual({ ...manifest, host_permissions: ['http://bank.localhost/*'] });
});

it('keeps the permissions a manifest has', () => {
  const text = JSON.stringify({ host_permissions: ['https://bank.example/*'], permissions: ['a'] });
  expect(JSON.parse(withHostPermissions(text, ['http://bank.localhost/*'], ['b']))).toEqual({
    host_permissions: ['https://bank.example/*', 'http://bank.localhost/*'],
    permissions: ['a', 'b'],
  });
});

it('copies a build without touching it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'psd2-oauth-copy-'));
  try {
    const built = await mkdtemp(join(folder, 'built-'));
    await writeFile(join(built, 'manifest.json'), JSON.stringify(manifest));
    await writeFile(join(built, 'worker.js'), 'const answer = 42;');

    await copyWithHosts(built, join(folder, 'copy'), ['http://bank.localhost/*']);

    expect(await readFile(join(folder, 'copy', 'worker.js'), 'utf8')).toBe('const answer = 42;');
    expect(JSON.parse(await readFile(join(built, 'manifest.json'), 'utf8'))).toEqual(manifest);
  } finally {
    await rm(folder, { recursive: true });
  }
});
