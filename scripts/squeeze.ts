import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflate } from '@gfx/zopfli';

const ITERATIONS = 60;
/** What was packed once, by the hash of what it was: goes with the packages, and so with the packer's version. */
const CACHE = 'node_modules/.cache/squeezed';

/** Bytes as small as deflate allows, which takes seconds: remembered from run to run. */
export async function squeeze(bytes: Buffer): Promise<Buffer> {
  const hash = createHash('sha256').update(`${ITERATIONS}\n`).update(bytes).digest('hex');
  const path = join(CACHE, hash);
  const known = await readFile(path).catch(() => undefined);
  if (known) return known;
  const packed = await deflateSlowly(bytes);
  await mkdir(CACHE, { recursive: true });
  // Two runs may be at it: neither may read half of what the other writes.
  await writeFile(`${path}.${process.pid}`, packed);
  await rename(`${path}.${process.pid}`, path);
  return packed;
}

function deflateSlowly(bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    deflate(bytes, { numiterations: ITERATIONS }, (error, output) => {
      if (error) reject(error);
      else resolve(Buffer.from(output));
    });
  });
}
