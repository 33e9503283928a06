import { existsSync } from 'node:fs';
import { err, ok, type Result } from '../../src/core/result.ts';
import { failureReason, runCommand } from './command.ts';

const aptGet = '/usr/bin/apt-get';

/** Whether packages can be installed here without asking anybody: root on Debian or a relative. */
export function canInstallPackages(): boolean {
  return process.platform === 'linux' && process.geteuid?.() === 0 && existsSync(aptGet);
}

let listsUpdate: Promise<unknown> | undefined;

/** Installs Debian packages; the error is what apt said. */
export async function installPackages(names: readonly string[]): Promise<Result<void, string>> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const lock = ['-o', 'DPkg::Lock::Timeout=120'];
  // A failed update is no reason to stop: the lists already here may be enough.
  listsUpdate ??= runCommand(aptGet, [...lock, 'update'], { env });
  await listsUpdate;
  const install = [...lock, 'install', '-y', '--no-install-recommends', ...names];
  const run = await runCommand(aptGet, install, { env });
  return run.code === 0 ? ok(undefined) : err(failureReason(run));
}
