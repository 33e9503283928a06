/** Fonts that every system has under these names: a saved picture brings none with it. */
export const SANS = 'system-ui, sans-serif';
export const MONO = 'ui-monospace, Menlo, Consolas, monospace';
