import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { releaseName } from '../../scripts/release-file.ts';

const sums = readFileSync('dist/SHA256SUMS', 'utf8');
let elsewhere: string;

beforeAll(() => {
  // A name with a blank, and a folder that is no repository.
  elsewhere = join(mkdtempSync(join(tmpdir(), 'psd2-oauth-packages-')), 'un packed');
  const files = Object.entries(unzipSync(readFileSync(`dist/${releaseName('source.zip')}`)));
  // The other way round and for nobody else, so that the file system tells of them otherwise.
  process.umask(0o077);
  for (const [path, bytes] of files.toReversed()) {
    mkdirSync(join(elsewhere, dirname(path)), { recursive: true });
    writeFileSync(join(elsewhere, path), bytes);
  }
  symlinkSync(resolve('node_modules'), join(elsewhere, 'node_modules'), 'junction');
});
afterAll(() => rmSync(dirname(elsewhere), { recursive: true, force: true }));

/** Runs a script of the unpacked sources as somebody else would, on the other side of the world. */
function runThere(...args: string[]): string {
  return execFileSync(process.execPath, ['--import', 'tsx', ...args], {
    cwd: elsewhere,
    encoding: 'utf8',
    env: {
      ...process.env,
      TZ: 'Pacific/Auckland',
      LC_ALL: 'tr_TR.UTF-8',
      LANG: 'tr_TR.UTF-8',
      HOME: elsewhere,
      USER: 'somebody',
    },
  });
}

it('gives whoever builds the unpacked sources the same release, byte for byte', () => {
  const [sum, name] =
    runThere('scripts/build-for-amo.ts').trimEnd().split('\n').at(-1)?.split('  ') ?? [];
  expect(name).toBe(releaseName('firefox.zip'));
  expect(sums).toContain(`${sum}  ${name}\n`);
  // Firefox's is built by now.
  runThere('--eval', 'import("./scripts/build-all.ts").then((all) => all.buildTarget("chrome"))');
  runThere('scripts/package.ts');
  expect(readFileSync(join(elsewhere, 'dist/SHA256SUMS'), 'utf8')).toBe(sums);
  expect(sums.trimEnd().split('\n')).toHaveLength(4);
});
