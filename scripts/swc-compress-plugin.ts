import { gzipSync } from 'node:zlib';
import { minify } from '@swc/core';
import { minifySync, type Plugin } from 'vite';

/** `unsafe` and what begins with it is left off: `unsafe_arrows` breaks Preact, `unsafe_regexp` loops on `g`. */
const COMPRESS = { ecma: 2022, passes: 5, const_to_let: false } as const;

/** To move functions to the head of a script brings like to like in some scripts, and apart in others. */
const LAYOUTS = [{ hoist_funs: false }, { hoist_funs: true }];

/**
 * Leaves the compressing of code to swc, which finds more than Vite's own minifier, before that one runs, which
 * finds what is left and chooses names that pack better.
 */
export function swcCompress(): Plugin {
  return {
    name: 'swc-compress',
    apply: 'build',
    renderChunk: (code, _chunk, { sourcemap }) => compressCode(code, Boolean(sourcemap)),
  };
}

/** The same module in less code, with its source map in JSON where one is wanted. */
export async function compressCode(
  code: string,
  sourceMap = false,
): Promise<{ code: string; map: string | null }> {
  const tries = LAYOUTS.map(async (layout) => {
    const compress = { ...COMPRESS, ...layout };
    const less = await minify(code, { module: true, compress, mangle: false, sourceMap });
    const small = minifySync('chunk.js', less.code, { module: true, mangle: true });
    return { code: less.code, map: less.map ?? null, bytes: gzipSync(small.code).length };
  });
  return (await Promise.all(tries)).reduce((best, next) => (next.bytes < best.bytes ? next : best));
}
