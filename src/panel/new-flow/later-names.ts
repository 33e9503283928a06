import { templateValues } from '../../core/banks/request-values.ts';
import { templateNames } from '../../core/banks/template.ts';
import type { DraftForm } from './draft-form.ts';

/** Places in the scope that an earlier step of the flow fills, as they are written: `{consentId}`. */
export function laterNames({ profile, draft }: Pick<DraftForm, 'profile' | 'draft'>): string[] {
  const known = templateValues(profile, draft.environment, draft.variables) ?? {};
  return templateNames(draft.scope)
    .filter((name) => !known[name])
    .map((name) => `{${name}}`);
}
