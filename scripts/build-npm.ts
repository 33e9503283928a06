import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const OUT = 'dist/npm';
const root = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Files of types alone, which are their own declarations. */
const TYPES = ['src/cli/testing/testing-types.ts', 'src/cli/browser/driven-page.ts'];

const TESTING = `export * from './testing-types.js';
import type { Authorize, Fixtures } from './testing-types.js';

/** Runs a recorded flow in a page of puppeteer or Playwright; rejects with an AuthorizeFailure when no token came. */
export declare const authorize: Authorize;

/** For Playwright: const test = base.extend(fixtures). */
export declare const fixtures: Fixtures;
`;

/**
 * Builds `dist/npm`, the package `psd2-oauth`: the command line and `psd2-oauth/testing`, each with all that it
 * needs, so that it installs nothing else.
 */
export async function buildNpm(): Promise<void> {
  await rm(root(OUT), { recursive: true, force: true });
  await build({
    configFile: false,
    root: root(''),
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      // Their licenses ask to be handed on with what is bundled.
      license: { fileName: 'THIRD-PARTY.md' },
      target: 'node20',
      outDir: `${OUT}/cli`,
      minify: false,
      rolldownOptions: {
        input: {
          'psd2-oauth': root('src/cli/main.ts'),
          testing: root('src/cli/testing/testing.ts'),
        },
        // All in one folder: the command line finds the catalogue from where its code is.
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'part-[name].js',
          minify: { compress: false, mangle: false, codegen: true },
        },
      },
    },
  });
  await writeTypes();
  await cp(root('src/core/banks/catalogue'), root(`${OUT}/core/banks/catalogue`), {
    recursive: true,
  });
  await cp(root('LICENSE'), root(`${OUT}/LICENSE`));
  await cp(root('docs/npm.md'), root(`${OUT}/README.md`));
  const { version, description, license, engines } = JSON.parse(
    await readFile(root('package.json'), 'utf8'),
  );
  const manifest = {
    name: 'psd2-oauth',
    version,
    description,
    license,
    type: 'module',
    engines,
    bin: { 'psd2-oauth': 'cli/psd2-oauth.js' },
    exports: {
      './testing': { types: './cli/testing.d.ts', default: './cli/testing.js' },
    },
  };
  await writeFile(root(`${OUT}/package.json`), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function writeTypes(): Promise<void> {
  for (const path of TYPES) {
    const source = await readFile(root(path), 'utf8');
    const name = path.replace(/^.*\//, '').replace(/\.ts$/, '.d.ts');
    const beside = source.replaceAll(/from '[^']*\/([\w-]+)\.ts'/g, "from './$1.js'");
    await writeFile(root(`${OUT}/cli/${name}`), beside);
  }
  await writeFile(root(`${OUT}/cli/testing.d.ts`), TESTING);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildNpm();
