import { redirectSection } from './capture/redirect-stored.ts';
import { clickSection } from './click-to-tokens.ts';
import { commandSection } from './commands.ts';
import { storedSection } from './load/beside-stored.ts';
import { capSection } from './load/cap.ts';
import { countdownSection } from './load/countdowns.ts';
import { floodSection } from './load/event-flood.ts';
import { hiddenSection } from './load/hidden-panel.ts';
import { longListSection } from './load/long-list.ts';
import { openAsleepSection, openSection } from './open/panel-open.ts';
import { injectedSection } from './quiet/injected-bytes.ts';
import { startsSection } from './quiet/worker-starts.ts';
import type { Section } from './section.ts';
import { sizeSection } from './sizes.ts';
import { tokenSection } from './tokens.ts';

/** All that is measured, in the order of the table. */
export const SECTIONS: readonly Section[] = [
  sizeSection,
  injectedSection,
  openSection,
  openAsleepSection,
  startsSection,
  redirectSection,
  clickSection,
  floodSection,
  longListSection,
  tokenSection,
  storedSection,
  capSection,
  countdownSection,
  hiddenSection,
  commandSection,
];
