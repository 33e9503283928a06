import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Stands in for npm: notes that it ran, and makes `node_modules` as npm would. */
const fakeNpm = `
  const fs = require('node:fs');
  fs.mkdirSync('node_modules', { recursive: true });
  fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n');
  console.log('npm has much to say');
  process.exitCode = Number(process.env.FAKE_NPM_CODE ?? 0);`;

let checkout = '';

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'psd2-oauth-setup-'));
  mkdirSync(join(checkout, 'scripts'));
  copyFileSync('scripts/setup.mjs', join(checkout, 'scripts', 'setup.mjs'));
  writeFileSync(join(checkout, 'npm.cjs'), fakeNpm);
  writeFileSync(join(checkout, 'package.json'), '{"type":"module","engines":{"node":">=20.19"}}');
  writeFileSync(join(checkout, 'package-lock.json'), '{"lockfileVersion":3}');
});

afterEach(() => rmSync(checkout, { recursive: true }));

function setUp(options: { nodeVersion?: string; npmCode?: number; args?: string[] } = {}) {
  const { nodeVersion = process.versions.node, npmCode = 0, args = [] } = options;
  const versions = `{ ...process.versions, node: '${nodeVersion}' }`;
  const preload = `data:text/javascript,Object.defineProperty(process,'versions',{value:${versions}})`;
  rmSync(join(checkout, 'npm.log'), { force: true });
  const run = spawnSync(
    process.execPath,
    ['--import', preload, join(checkout, 'scripts', 'setup.mjs'), ...args],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        npm_execpath: join(checkout, 'npm.cjs'),
        FAKE_NPM_CODE: String(npmCode),
      },
    },
  );
  return {
    code: run.status,
    output: run.stdout + run.stderr,
    hasInstalled: existsSync(join(checkout, 'npm.log')),
  };
}

describe('setting up a checkout', () => {
  it('installs packages when there are none, and says no more than that', () => {
    const run = setUp();
    expect(run).toMatchObject({ code: 0, hasInstalled: true });
    expect(run.output).not.toContain('npm has much to say');
  });

  it('does and prints nothing the second time', () => {
    setUp();
    expect(setUp()).toEqual({ code: 0, output: '', hasInstalled: false });
  });

  it('installs again when the lock file has changed', () => {
    setUp();
    writeFileSync(join(checkout, 'package-lock.json'), '{"lockfileVersion":3,"packages":{}}');
    expect(setUp()).toMatchObject({ code: 0, hasInstalled: true });
  });

  it('installs again when node_modules has gone', () => {
    setUp();
    rmSync(join(checkout, 'node_modules'), { recursive: true });
    expect(setUp()).toMatchObject({ code: 0, hasInstalled: true });
  });

  it('takes an install by hand for done', () => {
    mkdirSync(join(checkout, 'node_modules'));
    expect(setUp({ args: ['--stamp'] })).toMatchObject({ code: 0, hasInstalled: false });
    expect(setUp()).toEqual({ code: 0, output: '', hasInstalled: false });
  });

  it('shows what npm printed when it fails, and tries again the next time', () => {
    const failed = setUp({ npmCode: 1 });
    expect(failed.code).toBe(1);
    expect(failed.output).toContain('npm has much to say');
    expect(setUp()).toMatchObject({ code: 0, hasInstalled: true });
  });

  it.each(['18.20.0', '20.18.3'])('refuses Node %s and names the one it needs', (nodeVersion) => {
    const run = setUp({ nodeVersion });
    expect(run).toMatchObject({ code: 1, hasInstalled: false });
    expect(run.output).toContain('needs Node >=20.19');
  });

  it.each(['20.19.0', '22.0.0', '26.1.0'])('takes Node %s', (nodeVersion) => {
    expect(setUp({ nodeVersion }).code).toBe(0);
  });
});
