import { builtSizes } from '../../scripts/part-sizes.ts';
import { countOf } from './metric.ts';
import type { Section } from './section.ts';

/** What the package for Chromium weighs; the gate of the test run holds both browsers' (`scripts/size-gate.ts`). */
export const sizeSection: Section = {
  ids: ['P1', 'P2', 'P3'],
  where: 'alike',
  async measure() {
    const { panel, background, archive } = await builtSizes('chrome');
    const line = (id: string, name: string, bytes: number, must: number, goal: number) =>
      countOf({ id, name, must, goal }, [bytes / 1000], 'kB');
    return [
      line('P1', 'scripts that load before the panel is drawn, gzip', panel, 60, 40),
      line('P2', 'scripts of the background, gzip', background, 45, 25),
      line('P3', 'archive for the store', archive, 200, 120),
    ];
  },
};
