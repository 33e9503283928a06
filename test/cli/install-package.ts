import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** What a person who tests with the package has beside it. */
const BESIDE = ['@playwright/test', 'playwright', 'playwright-core', 'puppeteer-core'];

declare module 'vitest' {
  export interface ProvidedContext {
    /** an empty folder but for the package, as npm installs it from its archive */
    folder: string;
  }
}

/** Packs `dist/npm` and installs the archive where nothing else is. Nothing is fetched: the package needs nothing. */
export default function installPackage(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'psd2-oauth-'));
  const packed = npm(['pack', join(checkout, 'dist/npm'), '--silent'], folder).trim();
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  npm(['install', '--offline', '--no-audit', '--no-fund', `./${packed}`], folder);
  for (const name of BESIDE) {
    mkdirSync(join(folder, 'node_modules', name, '..'), { recursive: true });
    symlinkSync(
      join(checkout, 'node_modules', name),
      join(folder, 'node_modules', name),
      'junction',
    );
  }
  project.provide('folder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

function npm(args: readonly string[], cwd: string): string {
  const own = process.env.npm_execpath;
  // npm tells scripts which package they belong to, and a child would believe it.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$)/i.test(name)),
  );
  const options = { cwd, env, encoding: 'utf8' } as const;
  return own && /\.c?js$/.test(own)
    ? execFileSync(process.execPath, [own, ...args], options)
    : execFileSync('npm', args, { ...options, shell: process.platform === 'win32' });
}
