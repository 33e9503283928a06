import { builtSizes } from '../../scripts/part-sizes.ts';
import { countOf } from './metric.ts';
import type { Section } from './section.ts';

/** What the package for Chromium weighs; the gate of the test run holds both browsers' (`scripts/size-gate.ts`). */
export const sizeSection: Section = {
  ids: ['P1', 'P2', 'P2-whole', 'P3'],
  where: 'alike',
  async measure() {
    const { panel, background, archive, ...others } = await builtSizes('chrome');
    const line = (
      id: string,
      name: string,
      bytes: number,
      must: number | null,
      goal: number | null,
    ) => countOf({ id, name, must, goal }, [bytes / 1000], 'kB');
    return [
      line('P1', 'scripts that load before the panel is drawn, gzip', panel, 60, 40),
      line('P2', 'scripts that every life of the background loads, gzip', background, 45, 25),
      line('P2-whole', 'and with what loads on demand', others['whole background'], null, null),
      line('P3', 'archive for the store', archive, 200, 120),
    ];
  },
};
