import { gzipSync } from 'node:zlib';
import { archive } from './archive.ts';
import { eagerScripts, pageStyles, readFolder } from './built-files.ts';

/** What each part may have, in kB, gzip (the archive: zip). */
const BUDGETS = { panel: 60, css: 8, background: 45, devtools: 1, archive: 200 };

/** What is over its budget, and how far at most; why stands in docs/performance.md. */
const OVERDRAWN: Partial<typeof BUDGETS> = { background: 64.6, archive: 540 };

/** What makes browsers show a longer warning at install; none of it may be in a package. */
const FORBIDDEN = ['host_permissions', 'content_scripts', 'web_accessible_resources'];
const ALLOWED_PERMISSIONS = [
  'storage',
  'webNavigation',
  'webRequest',
  'declarativeNetRequest',
  'scripting',
  'alarms',
];

const problems: string[] = [];

for (const target of ['chrome', 'firefox']) {
  const files = await readFolder(`dist/${target}`);
  const gzipped = (paths: readonly string[]) =>
    paths.reduce((sum, path) => sum + gzipSync(files.get(path) ?? '', { level: 9 }).length, 0);
  const sizes = {
    panel: gzipped(eagerScripts(files, 'src/panel/panel.html')),
    css: gzipped(pageStyles(files, 'src/panel/panel.html')),
    background: gzipped(eagerScripts(files, 'service-worker-loader.js')),
    devtools: gzipped(eagerScripts(files, 'src/devtools/devtools.html')),
    archive: (await archive(files)).length,
  };
  for (const [part, bytes] of Object.entries(sizes)) {
    const budget = BUDGETS[part as keyof typeof BUDGETS];
    const limit = OVERDRAWN[part as keyof typeof BUDGETS] ?? budget;
    const size = bytes / 1000;
    const over = size > budget ? `, over by ${(size - budget).toFixed(1)}` : '';
    console.log(
      `${target} ${part.padEnd(10)} ${size.toFixed(1).padStart(6)} kB of ${budget}${over}`,
    );
    if (bytes === 0) problems.push(`${target}: no ${part} found to measure`);
    if (size > limit) problems.push(`${target}: ${part} is over ${limit} kB`);
  }
  const manifest: Record<string, unknown> = JSON.parse(String(files.get('manifest.json')));
  for (const key of FORBIDDEN) {
    if (key in manifest) problems.push(`${target}: the manifest has ${key}`);
  }
  for (const permission of manifest.permissions as string[]) {
    if (!ALLOWED_PERMISSIONS.includes(permission))
      problems.push(`${target}: asks for ${permission}`);
  }
}

for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
