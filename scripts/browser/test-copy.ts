import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.looseObject({
  host_permissions: z.array(z.string()).default([]),
  permissions: z.array(z.string()).default([]),
});

/** The manifest with these host and optional permissions granted at install, and everything else as it was. */
export function withHostPermissions(
  manifestText: string,
  hosts: readonly string[],
  optional: readonly string[] = [],
): string {
  const manifest = manifestSchema.parse(JSON.parse(manifestText));
  const granted = [...new Set([...manifest.host_permissions, ...hosts])];
  const permissions = manifest.permissions.concat(optional);
  return JSON.stringify({ ...manifest, host_permissions: granted, permissions }, null, 2);
}

/**
 * Copies a built extension and grants it hosts beforehand, because nobody can answer a permission
 * prompt in a browser without a window. Nothing but its permissions differs from the build.
 */
export async function copyWithHosts(
  distDir: string,
  targetDir: string,
  hosts: readonly string[],
  optional: readonly string[] = [],
): Promise<void> {
  await cp(distDir, targetDir, { recursive: true });
  const file = join(targetDir, 'manifest.json');
  await writeFile(file, withHostPermissions(await readFile(file, 'utf8'), hosts, optional));
}
