import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

/** Builds `dist/chrome` and `dist/firefox`, one after the other: the configuration reads TARGET. */
export async function buildAll(): Promise<void> {
  for (const target of ['chrome', 'firefox']) {
    process.env.TARGET = target;
    await rm(`dist/${target}`, { recursive: true, force: true });
    await build({ logLevel: 'warn' });
    await shrinkMessages(`dist/${target}/_locales`);
  }
}

/** The command line reads its sentences from the repository. */
const COMMAND_LINE_ONLY = /^cli_/;

/** Leaves in the message files what a browser needs: names and sentences, in an order that packs well. */
async function shrinkMessages(folder: string): Promise<void> {
  for (const locale of await readdir(folder)) {
    const path = join(folder, locale, 'messages.json');
    const messages: Record<string, { message: string }> = JSON.parse(await readFile(path, 'utf8'));
    const kept = Object.entries(messages)
      .filter(([name]) => !COMMAND_LINE_ONLY.test(name))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { message }]) => [name, { message }]);
    await writeFile(path, JSON.stringify(Object.fromEntries(kept)));
  }
}
