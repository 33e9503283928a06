import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.looseObject({ host_permissions: z.array(z.string()).default([]) });

/** The manifest with these host permissions granted at install, and everything else as it was. */
export function withHostPermissions(manifestText: string, hosts: readonly string[]): string {
  const manifest = manifestSchema.parse(JSON.parse(manifestText));
  const granted = [...new Set([...manifest.host_permissions, ...hosts])];
  return JSON.stringify({ ...manifest, host_permissions: granted }, null, 2);
}

/**
 * Copies a built extension and grants it hosts beforehand, because nobody can answer a permission
 * prompt in a browser without a window. Nothing but `host_permissions` differs from the build.
 */
export async function copyWithHosts(
  distDir: string,
  targetDir: string,
  hosts: readonly string[],
): Promise<void> {
  await cp(distDir, targetDir, { recursive: true });
  const file = join(targetDir, 'manifest.json');
  await writeFile(file, withHostPermissions(await readFile(file, 'utf8'), hosts));
}
