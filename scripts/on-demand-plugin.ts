import type { Plugin } from 'vite';

const FILTER = { id: /\/src\/background\/load-on-demand\.ts$/ };
const PLACE = '__loadOnDemand()';

/** In development Chromium's worker is a module, which can load nothing later. */
const SERVED = `import * as onDemand from './on-demand.ts';
export const loadOnDemand = async () => onDemand;`;

/**
 * Loads the rest of the worker in a way that each of its surroundings has. When it is built, the import is put in place late:
 * around one that Vite sees it puts what looks for style sheets in a page, and a worker has none.
 */
export function onDemand(): Plugin[] {
  return [
    {
      name: 'on-demand-built',
      apply: 'build',
      load: { filter: FILTER, handler: () => `export const loadOnDemand = () => ${PLACE};` },
      renderChunk: (code) =>
        code.includes(PLACE)
          ? { code: code.replace(PLACE, "import('./on-demand.js')"), map: null }
          : null,
    },
    { name: 'on-demand-served', apply: 'serve', load: { filter: FILTER, handler: () => SERVED } },
  ];
}
