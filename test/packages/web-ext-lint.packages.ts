import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import webExt from 'web-ext';

const lint = () =>
  webExt.cmd.lint(
    { sourceDir: 'dist/firefox', artifactsDir: 'dist/none', ignoreFiles: [], output: 'none' },
    { shouldExitProgram: false },
  );

/** The rows of the table that explains warnings: code, file, reason. */
function explained(): string[][] {
  const rows = readFileSync('docs/building.md', 'utf8').split('What Mozilla')[1]?.split('\n') ?? [];
  return rows
    .map((row) => row.split('|').map((cell) => cell.trim()))
    .filter(([_before, code = '']) => /^[A-Z_]+$/.test(code))
    .map((cells) => cells.slice(1, 4));
}

it('finds no error in the add-on, and no warning that docs/building.md does not explain', async () => {
  const { errors, warnings } = await lint();
  expect(errors).toEqual([]);
  const known = explained();
  expect(warnings.map(({ code, file }) => [code, file].join(' ')).toSorted()).toEqual(
    known.map(([code, file]) => `${code} ${file}`).toSorted(),
  );
  expect(known.every(([_code, _file, reason = '']) => reason.length > 20)).toBe(true);
});
