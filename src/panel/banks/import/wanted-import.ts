import { signal } from '@preact/signals';
import type { ImportTab } from './ImportView.tsx';
import type { ImportText } from './read-source.ts';

/** Something to make profiles of that came from elsewhere in the panel. */
export interface WantedImport {
  tab: Exclude<ImportTab, 'discovery'>;
  texts: readonly ImportText[];
}

/** What the banks screen is to open its import with; it takes it and clears it. */
export const wantedImport = signal<WantedImport | undefined>(undefined);
