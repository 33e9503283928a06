import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url));

/** The built gallery on a port of its own. */
export interface ServedGallery {
  /** address of the page that draws one state */
  statePage: string;
  close(): Promise<void>;
}

/** Builds the gallery and serves it on loopback until it is closed. */
export async function serveGallery(): Promise<ServedGallery> {
  await build({ configFile, logLevel: 'error' });
  const server = await preview({
    configFile,
    logLevel: 'error',
    preview: { host: 'localhost', port: 0, open: false },
  });
  const [local = ''] = server.resolvedUrls?.local ?? [];
  return {
    statePage: `${local}test/gallery/state.html`,
    close: () => server.close(),
  };
}
