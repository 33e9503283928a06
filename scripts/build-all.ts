import { rm } from 'node:fs/promises';
import { build } from 'vite';
import { packLocales } from './pack-messages.ts';

/** Builds `dist/chrome` and `dist/firefox`, one after the other: the configuration reads TARGET. */
export async function buildAll(): Promise<void> {
  for (const target of ['chrome', 'firefox']) {
    process.env.TARGET = target;
    await rm(`dist/${target}`, { recursive: true, force: true });
    await build({ logLevel: 'warn' });
    await packLocales(`dist/${target}/_locales`);
  }
}
