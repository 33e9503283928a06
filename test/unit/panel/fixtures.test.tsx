import type { JSX } from 'preact';
import { describe, it } from 'vitest';
import { expectDrawn } from './expect-drawn.ts';

/** Of an export's preview no person wrote a word. */
const MACHINE_TEXT = /<pre.*?<\/pre>/gs;

const files = import.meta.glob<Record<string, () => JSX.Element>>(
  '../../../src/panel/**/*.fixture.tsx',
  { eager: true, import: 'fixtures' },
);

describe.each(Object.entries(files))('%s', (path, states) => {
  it.each(Object.entries(states))('draws the state "%s"', (_name, draw) => {
    expectDrawn(draw, path.includes('/export/') ? MACHINE_TEXT : undefined);
  });
});
