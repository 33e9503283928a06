import { signal } from '@preact/signals';

/** Key of the bank whose card the banks screen is to open; that screen takes it and clears it. */
export const shownBank = signal<string | undefined>(undefined);
