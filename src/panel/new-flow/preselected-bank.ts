import { signal } from '@preact/signals';

/** Key of the bank that the new flow form is to open with; the form takes it and clears it. */
export const preselectedBank = signal<string | undefined>(undefined);
