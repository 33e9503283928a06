import type { BrowserKind } from '../scripts/browser/browser-places.ts';

/** The whole run tries everything everywhere; the short one, of every change, each thing once. */
export const IS_WHOLE = process.env.TEST_EXTENT === 'whole';

/** Where something is tried that the browsers have alike. */
export const BROWSERS: readonly BrowserKind[] = IS_WHOLE ? ['chromium', 'firefox'] : ['chromium'];

/** How often something is tried with made-up values: the short run tries a few of those that the whole run tries. */
export function runs(whole: number): number {
  return IS_WHOLE ? whole : Math.ceil(whole / 8);
}

/** All of the cases, or one in so many, from all over the list. */
export function spread<T>(all: readonly T[], every: number): readonly T[] {
  return IS_WHOLE ? all : all.filter((_one, at) => at % every === 0);
}

/** All of the cases, or as many as show that it works at all. */
export function cases<T>(all: readonly T[], few: number): readonly T[] {
  return IS_WHOLE ? all : all.slice(0, few);
}
