import { signal } from '@preact/signals';
import type { StartingDraft } from '../../core/banks/import/proposal.ts';
import type { RequestDraft } from '../../core/oauth/request-draft.ts';

/** Key of the bank that the new flow form is to open with; the form takes it and clears it. */
export const preselectedBank = signal<string | undefined>(undefined);

/** What the form over the preselected bank starts with; goes with it. */
export const preselectedDraft = signal<StartingDraft | undefined>(undefined);

/** A redirect URI that the next new flow starts with; taken by the form when it opens. */
export const preselectedRedirectUri = signal<string>();

/** Values that the form over the preselected bank starts with, and nothing of what was used last; goes with it. */
export const preselectedVariables = signal<RequestDraft['variables']>();
