import type { JSX } from 'preact';

const files = import.meta.glob<Record<string, () => JSX.Element>>(
  '../../src/panel/**/*.fixture.tsx',
  { eager: true, import: 'fixtures' },
);

/** The states of every screen and widget, by the file that draws them: its path in `src/panel`, without its ending. */
export const statesByFile: ReadonlyMap<
  string,
  Readonly<Record<string, () => JSX.Element>>
> = new Map(
  Object.entries(files).map(([path, states]) => [
    path.replace('../../src/panel/', '').replace('.fixture.tsx', ''),
    states,
  ]),
);
