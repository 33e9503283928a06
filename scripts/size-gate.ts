import { readFolder } from './built-files.ts';
import { type Part, partSizes } from './part-sizes.ts';

/** What each part may have, in kB, gzip (the archive: zip). */
const BUDGETS: Record<Part, number> = {
  panel: 60,
  css: 8,
  background: 45,
  'whole background': 73,
  devtools: 1,
  archive: 200,
};

/** What is over its budget, and how far at most; why stands in docs/performance.md. */
const OVERDRAWN: Partial<Record<Part, number>> = { archive: 531 };

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
  const sizes = await partSizes(files);
  for (const [part, bytes] of Object.entries(sizes)) {
    const budget = BUDGETS[part as Part];
    const limit = OVERDRAWN[part as Part] ?? budget;
    const size = bytes / 1000;
    const over = size > budget ? `, over by ${(size - budget).toFixed(1)}` : '';
    console.log(
      `${target} ${part.padEnd(16)} ${size.toFixed(1).padStart(6)} kB of ${budget}${over}`,
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
