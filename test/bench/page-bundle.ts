import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Code of ours as one script that leaves its exports in a global, minified as the packages are: for measuring
 * it in a page beside what the browser does itself.
 *
 * @param entry a module below the repository, e.g. `src/core/…`
 */
export async function bundleFor(entry: string, global: string): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry, formats: ['iife'], name: global, fileName: global },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error(`${entry} was not built`);
  const [{ code }] = output.output;
  // `var` of a script that is evaluated would stay inside.
  return `${code};globalThis.${global}=${global}`;
}
