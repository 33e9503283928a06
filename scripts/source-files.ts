import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ignore from 'ignore';

/**
 * The files that make up the sources in a folder, by their paths: what git tracks, as it is on disk; without a repository
 * there, as in an unpacked source archive, all that `.gitignore` does not name.
 */
export async function readSources(folder: string): Promise<Map<string, Buffer>> {
  const paths = existsSync(join(folder, '.git')) ? tracked(folder) : await notIgnored(folder);
  const files = new Map<string, Buffer>();
  for (const path of paths) files.set(path, await readFile(join(folder, path)));
  return files;
}

function tracked(folder: string): string[] {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: folder, encoding: 'utf8' });
  // What was deleted since the last commit is still tracked.
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(folder, path)));
}

async function notIgnored(folder: string): Promise<string[]> {
  const rules = ignore().add(await readFile(join(folder, '.gitignore'), 'utf8'));
  const found: string[] = [];
  const visit = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = `${below}${entry.name}`;
      // Packages may be linked from elsewhere; git's rule for a folder does not speak of links.
      if (rules.ignores(path) || rules.ignores(`${path}/`)) continue;
      if (entry.isDirectory()) await visit(`${path}/`);
      else found.push(path);
    }
  };
  await visit('');
  return found;
}
