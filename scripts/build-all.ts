import { rm, writeFile } from 'node:fs/promises';
import { build } from 'vite';
import managedSchema from '../managed-schema.json' with { type: 'json' };
import { makeWorkerClassic } from './make-worker-classic.ts';
import type { Target } from './manifest.ts';
import { packLocales } from './pack-messages.ts';

/** Builds `dist/chrome` and `dist/firefox`, one after the other: the configuration reads TARGET. */
export async function buildAll(): Promise<void> {
  for (const target of ['chrome', 'firefox'] as const) await buildTarget(target);
}

/** Builds `dist/<target>` from nothing. */
export async function buildTarget(target: Target): Promise<void> {
  process.env.TARGET = target;
  // Vite takes what it finds, and a shell may be set for development.
  process.env.NODE_ENV = 'production';
  await rm(`dist/${target}`, { recursive: true, force: true });
  await build({ logLevel: 'warn' });
  await packLocales(`dist/${target}/_locales`);
  if (target === 'chrome') {
    await writeFile('dist/chrome/managed-schema.json', JSON.stringify(managedSchema));
    await makeWorkerClassic('dist/chrome');
  }
}
