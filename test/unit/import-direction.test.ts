import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);

interface Import {
  specifier: string;
  typeOnly: boolean;
}

/** What each folder under `src` may import: our own folders, and packages (`undefined`: any). */
const MAY_IMPORT: Record<string, { folders: string[]; packages?: string[] }> = {
  core: { folders: ['core'], packages: ['zod', 'jose', 'oauth4webapi'] },
  contract: { folders: ['contract', 'core'], packages: ['zod'] },
  engine: { folders: ['engine', 'core'] },
  background: { folders: ['background', 'contract', 'engine', 'core'] },
  panel: { folders: ['panel', 'contract', 'core'] },
  cli: { folders: ['cli', 'engine', 'core'] },
  injected: { folders: [], packages: [] },
  devtools: { folders: ['devtools'], packages: [] },
};

/** The seams: only here may the extension API be used, since there is none outside an extension. */
const SEAMS = /^src\/((background|panel)\/browser|devtools\/devtools|injected\/[^/]+)\.ts$/;

/** Effects, which `core` has none of. */
const EFFECTS = [
  /\bDate\.now\b/,
  /\bnew Date\(\s*\)/,
  /\bMath\.random\b/,
  /\bgetRandomValues\b|\brandomUUID\b/,
  /\bfetch\(/,
  /\bdocument\./,
  /(?<!-)\bwindow\./,
  /\b(chrome|browser)\./,
];

function importsOf(source: string): Import[] {
  const statements =
    /(?:^|\n|;)\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?from\s+)?['"]([^'"]+)['"]/g;
  const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [
    ...[...source.matchAll(statements)].map(([, type, specifier = '']) => ({
      specifier,
      typeOnly: type !== undefined,
    })),
    ...[...source.matchAll(dynamic)].map(([, specifier = '']) => ({ specifier, typeOnly: false })),
  ];
}

/** Why an import must not be, or `undefined` when it may. */
function faultOf(file: string, { specifier, typeOnly }: Import): string | undefined {
  const folder = file.split('/')[1] ?? '';
  const allowed = MAY_IMPORT[folder];
  if (!allowed) return `nobody said what src/${folder} may import`;
  if (!specifier.startsWith('.')) {
    const name = specifier.split('/')[0] ?? '';
    if (name === 'webextension-polyfill' && !(typeOnly && SEAMS.test(file)))
      return 'its types describe the browser to a seam, and nothing loads it';
    if (allowed.packages && !allowed.packages.includes(name)) return `${folder} needs no ${name}`;
    return undefined;
  }
  const target = posix.join(posix.dirname(file), specifier);
  if (target.startsWith('_locales/')) {
    return folder === 'core' && !typeOnly ? 'core knows the sentences’ names only' : undefined;
  }
  const [top, targetFolder = ''] = target.split('/');
  if (top !== 'src') return `${target} is outside of src`;
  return allowed.folders.includes(targetFolder) ? undefined : `${folder} knows no ${targetFolder}`;
}

function effectsIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
  return EFFECTS.flatMap((effect) => code.match(effect)?.[0] ?? []);
}

const files = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((name) => /\.(ts|tsx|mts)$/.test(name))
  .map((name): [string, string] => [name, readFileSync(new URL(name, root), 'utf8')]);

describe('imports', () => {
  it('point down only', () => {
    const faults = files.flatMap(([file, source]) =>
      importsOf(source).flatMap((found) => {
        const fault = faultOf(file, found);
        return fault === undefined ? [] : [`${file} imports ${found.specifier}: ${fault}`];
      }),
    );
    expect(faults).toEqual([]);
  });

  it('are read from every file that has any', () => {
    expect(files.length).toBeGreaterThan(100);
    const overlooked = files.filter(
      ([, source]) => importsOf(source).length < [...source.matchAll(/^import\b/gm)].length,
    );
    expect(overlooked.map(([file]) => file)).toEqual([]);
  });
});

it('the seams alone reach for the browser', () => {
  const others = files.filter(([file]) => !SEAMS.test(file));
  const reaching = others.filter(([, source]) => /\bglobalThis\b|\bdeclare const\b/.test(source));
  expect(reaching.map(([file]) => file)).toEqual([]);
});

it('core has no clock, no randomness, no network and no page', () => {
  const faults = files
    .filter(([file]) => file.startsWith('src/core/'))
    .flatMap(([file, source]) => effectsIn(source).map((effect) => `${file}: ${effect}`));
  expect(faults).toEqual([]);
});

describe('this test notices', () => {
  it.each([
    ['core importing the engine', 'src/core/x.ts', "import { a } from '../engine/a.ts';"],
    [
      'core importing a sentence',
      'src/core/x.ts',
      "import m from '../../_locales/en/messages.json';",
    ],
    ['core importing Preact', 'src/core/x.ts', "import 'preact';"],
    ['core importing Node', 'src/core/x.ts', "import { readFileSync } from 'node:fs';"],
    [
      'the panel importing the worker',
      'src/panel/a/x.tsx',
      "import type { A } from '../../background/a.ts';",
    ],
    ['the worker importing the panel', 'src/background/x.ts', "export * from '../panel/x.ts';"],
    [
      'the engine importing the contract',
      'src/engine/x.ts',
      "import {\n  a,\n  b,\n} from '../contract/a.ts';",
    ],
    [
      'the command line importing the worker',
      'src/cli/x.ts',
      "const a = await import('../background/a.ts');",
    ],
    ['devtools importing core', 'src/devtools/devtools.ts', "import { a } from '../core/a.ts';"],
    [
      'the extension API outside a seam',
      'src/panel/x.ts',
      "import type { Browser } from 'webextension-polyfill';",
    ],
    ['a polyfill', 'src/panel/browser.ts', "import browser from 'webextension-polyfill';"],
    ['tests imported into the product', 'src/core/x.ts', "import { a } from '../../test/a.ts';"],
    ['a folder without rules', 'src/shared/x.ts', "import 'zod';"],
  ])('%s', (_what, file, source) => {
    const [found] = importsOf(source);
    expect(found && faultOf(file, found)).toBeTruthy();
  });

  it.each([
    ['core importing zod/mini', 'src/core/a/x.ts', "import * as z from 'zod/mini';"],
    ['core importing its neighbour', 'src/core/a/x.ts', "import { b } from '../b/b.ts';"],
    [
      'core naming the sentences',
      'src/core/x.ts',
      "import type c from '../../_locales/en/messages.json';",
    ],
    [
      'the seam of the worker',
      'src/background/browser.ts',
      "import type { Browser } from 'webextension-polyfill';",
    ],
    [
      'the worker importing the engine',
      'src/background/x.ts',
      "import { a } from '../engine/a.ts';",
    ],
  ])('nothing wrong in %s', (_what, file, source) => {
    const [found] = importsOf(source);
    expect(found).toBeDefined();
    expect(found && faultOf(file, found)).toBeUndefined();
  });

  it.each([
    'Date.now()',
    'new Date()',
    'Math.random()',
    'await fetch(url)',
    'document.title',
    'window.x',
  ])('the effect %s', (code) => {
    expect(effectsIn(`const a = ${code};`)).toHaveLength(1);
  });

  it.each(['new Date(at * 1000)', '// Date.now() is not here', '/** fetch( */', 'prefetch(a)'])(
    'no effect in %s',
    (code) => {
      expect(effectsIn(code)).toEqual([]);
    },
  );
});
