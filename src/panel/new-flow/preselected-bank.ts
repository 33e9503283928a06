import { signal } from '@preact/signals';

/** Key of the bank that the new flow form is to open with; the form takes it and clears it. */
export const preselectedBank = signal<string | undefined>(undefined);

/** A redirect URI that the next new flow starts with; taken by the form when it opens. */
export const preselectedRedirectUri = signal<string>();
