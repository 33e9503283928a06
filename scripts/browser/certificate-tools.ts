import { err, ok, type Result } from '../../src/core/result.ts';
import { canInstallPackages, installPackages } from './apt-packages.ts';
import { runCommand } from './command.ts';

const debianPackage = 'libnss3-tools';

async function hasTools(): Promise<boolean> {
  const runs = await Promise.all([
    runCommand('certutil', ['-H'], { timeoutMs: 10_000 }),
    runCommand('pk12util', ['-H'], { timeoutMs: 10_000 }),
  ]);
  return runs.every((run) => run.code !== null);
}

/**
 * Makes sure that certutil and pk12util are here, which write the certificate store that Chromium
 * reads on Linux. Fails with the sentence to show.
 */
export async function ensureCertificateTools(
  log: (line: string) => void = console.error,
): Promise<Result<void, string>> {
  if (process.platform !== 'linux') return err('Chromium reads such a store only on Linux.');
  if (await hasTools()) return ok(undefined);
  let reason = 'this needs root on Debian';
  if (canInstallPackages()) {
    log(`Installing ${debianPackage} (apt-get) …`);
    const outcome = await installPackages([debianPackage]);
    if (await hasTools()) return ok(undefined);
    if (!outcome.ok) reason = outcome.error;
  }
  return err(
    `certutil and pk12util are missing (on Debian: apt-get install ${debianPackage}): ${reason}`,
  );
}
