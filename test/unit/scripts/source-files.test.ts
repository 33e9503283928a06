import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSources } from '../../../scripts/source-files.ts';

let folder: string;
const put = (path: string, text = path) => {
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const git = (...args: string[]) => execFileSync('git', args, { cwd: folder });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psd2-oauth-sources-'));
  put('.gitignore', 'node_modules/\n/dist/\n*.log\n');
  for (const path of ['src/a.ts', 'src/dist/kept.ts', 'node_modules/x/y.js', 'dist/z', 'src/b.log'])
    put(path);
});
afterEach(() => rmSync(folder, { recursive: true }));

it('are, without a repository, what is not ignored', async () => {
  const files = await readSources(folder);
  expect([...files.keys()].toSorted()).toEqual(['.gitignore', 'src/a.ts', 'src/dist/kept.ts']);
  expect(String(files.get('src/a.ts'))).toBe('src/a.ts');
});

it('are, in a repository, what is tracked and still there', async () => {
  git('init', '-q');
  git('add', '.');
  put('src/new.ts');
  put('src/a.ts', 'changed');
  rmSync(join(folder, 'src/dist/kept.ts'));
  const files = await readSources(folder);
  expect([...files.keys()].toSorted()).toEqual(['.gitignore', 'src/a.ts']);
  expect(String(files.get('src/a.ts'))).toBe('changed');
});
