import { clickSection } from './click-to-tokens.ts';
import { commandSection } from './commands.ts';
import type { Section } from './section.ts';
import { sizeSection } from './sizes.ts';
import { tokenSection } from './tokens.ts';

/** All that is measured, in the order of the table. */
export const SECTIONS: readonly Section[] = [
  sizeSection,
  tokenSection,
  clickSection,
  commandSection,
];
