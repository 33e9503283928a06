// Runs before every npm script, also on a checkout without node_modules: node built-ins only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.stamp');

/** Whether the running Node is at least the version named in `engines`, for example `>=20.19`. */
function isNodeSupported(running, engines) {
  const [major = 0, minor = 0] = running.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = engines.replace('>=', '').split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

function readStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8').trim() : '';
}

/** Runs `npm ci` with the npm that runs this script, since plain `npm` is `npm.cmd` on Windows. */
function installPackages() {
  const npm = process.env.npm_execpath;
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 };
  return npm && /\.c?js$/.test(npm)
    ? spawnSync(process.execPath, [npm, 'ci'], options)
    : spawnSync('npm', ['ci'], { ...options, shell: process.platform === 'win32' });
}

const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
if (!isNodeSupported(process.versions.node, engines.node)) {
  console.error(
    `This project needs Node ${engines.node}, and this is Node ${process.versions.node}. ` +
      'Install a newer one from https://nodejs.org and run the command again.',
  );
  process.exit(1);
}

const lock = readFileSync(join(root, 'package-lock.json'));
const wanted = createHash('sha256').update(lock).digest('hex');
// Given by `postinstall`: after an install by hand there is nothing left to do but to say so.
if (process.argv.includes('--stamp')) {
  writeFileSync(stampFile, `${wanted}\n`);
} else if (readStamp() !== wanted) {
  console.error('Installing packages (npm ci) …');
  const run = installPackages();
  if (run.status !== 0) {
    console.error(run.stdout ?? '', run.stderr ?? '', run.error?.message ?? '');
    console.error('npm ci failed, so nothing else can run. Its output is above.');
    process.exit(1);
  }
  writeFileSync(stampFile, `${wanted}\n`);
}
