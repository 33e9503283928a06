/**
 * Loads what most lives of the worker never need. In Chromium's package this is no import, which a service worker has not:
 * see `scripts/classic-worker.ts`.
 */
export const loadOnDemand = () => import('./on-demand.ts');
