import { readdirSync, readFileSync } from 'node:fs';
import { profileFilesFrom } from '../core/banks/profile-files.ts';
import type { ProfileFiles } from '../core/banks/resolve-profile.ts';

const CATALOGUE = new URL('../core/banks/catalogue/', import.meta.url);

/** The profile files that ship with the tool, by id; dialects (`abstract`) among them. */
export function readShippedProfiles(): ProfileFiles {
  shipped ??= read();
  return shipped;
}

let shipped: ProfileFiles | undefined;

function read(): ProfileFiles {
  const names = readdirSync(CATALOGUE).filter((name) => name.endsWith('.json'));
  return profileFilesFrom(
    Object.fromEntries(
      names.map((name) => [name, JSON.parse(readFileSync(new URL(name, CATALOGUE), 'utf8'))]),
    ),
  );
}
