import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../src/panel/', import.meta.url);
const sheets = Object.keys(import.meta.glob('../../../src/panel/**/*.css')).map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** Where colours get their names; the held page stands alone, without the panel's. */
const PALETTES = [
  fileURLToPath(new URL('panel.css', folder)),
  fileURLToPath(new URL('held/held.css', folder)),
];

/** What would not turn around where text runs from right to left. */
const PHYSICAL =
  /(?<![\w-])(?:(?:(?:scroll-)?(?:margin|padding)|border|inset)-(?:left|right|top|bottom)[\w-]*|(?:min-|max-)?(?:width|height)|left|right|top|bottom)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/g;
const RAW_COLOUR = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(/gi;

/** The rules of a style sheet: queries ask for a width as it is. */
function rulesOf(path: string): string {
  return readFileSync(path, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@(?:media|container)[^{]*/g, '');
}

describe('style sheets', () => {
  it.each(sheets)('lay out by where lines begin and end: %s', (path) => {
    expect(rulesOf(path).match(PHYSICAL) ?? []).toEqual([]);
  });

  it.each(sheets.filter((path) => !PALETTES.includes(path)))('name colours: %s', (path) => {
    expect(rulesOf(path).match(RAW_COLOUR) ?? []).toEqual([]);
  });
});
