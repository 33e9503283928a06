import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { clientInUse } from '../../core/clients/check-client.ts';
import type { SavedClient } from '../../core/clients/client.ts';
import type { ClientInUse } from '../../core/lint/bank-use.ts';
import type { Finding } from '../../core/lint/finding.ts';
import { lintProfile } from '../../core/lint/lint-profile.ts';
import { chosenClient } from './choose-client.ts';
import type { DraftForm } from './draft-form.ts';

/** What findings can rest on beside the form itself. */
export interface Surroundings {
  clients: readonly SavedClient[];
  /** every profile that the tool knows */
  profiles: readonly BankProfile[];
}

/** The chosen client as the linter knows it. */
export function formClient(form: DraftForm, { clients }: Surroundings): ClientInUse | undefined {
  const chosen = chosenClient(form, clients);
  return chosen && clientInUse(chosen, clients, form.draft.redirectUri);
}

/** Findings on where the form goes, and on whether the chosen client suits that place. */
export function lintPlace(form: DraftForm, around: Surroundings): Finding[] {
  const { profile, draft } = form;
  const chosen = chosenClient(form, around.clients);
  const { clientAuthentication } = chosen ?? draft;
  return lintProfile({
    profile,
    environment: draft.environment,
    variables: draft.variables,
    clientAuthentication,
    client: formClient(form, around),
    others: around.profiles,
  });
}
