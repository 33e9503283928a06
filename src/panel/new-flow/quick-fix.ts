import type { Finding } from '../../core/lint/finding.ts';
import type { MessageKey } from '../../core/messages.ts';
import { changeDraft, changeSecrets, type DraftForm } from './draft-form.ts';

/** A change of the form that puts a finding right. */
export interface QuickFix {
  label: MessageKey;
  apply(form: DraftForm): DraftForm;
}

type Fix = (finding: Finding, fresh: () => string) => QuickFix;

const newState: Fix = (_finding, fresh) => ({
  label: 'fix_new_state',
  apply: (form) => changeSecrets(restore(form, 'state'), { state: fresh() }),
});

const usualPkce: Fix = () => ({
  label: 'fix_usual_pkce',
  apply: (form) => {
    const restored = restore(restore(form, 'code_challenge'), 'code_challenge_method');
    return changeDraft(restored, { pkce: true });
  },
});

const usualScope: Fix = () => ({
  label: 'fix_usual_scope',
  apply: (form) => changeDraft(restore(form, 'scope'), { scope: form.profile.scope.default }),
});

const separateScopes: Fix = () => ({
  label: 'fix_separate_scopes',
  apply: (form) => {
    const values = form.draft.scope.split(/[\s,]+/).filter((value) => value !== '');
    return changeDraft(form, { scope: values.join(form.profile.scope.separator) });
  },
});

/** Facts: the value, how often, the known values, the nearest of them. */
const nearestScope: Fix = ({ facts: [value = '', , , nearest = ''] }) => ({
  label: 'fix_nearest_scope',
  apply: (form) => {
    const { separator } = form.profile.scope;
    const values = form.draft.scope.split(separator).map((one) => (one === value ? nearest : one));
    return changeDraft(form, { scope: [...new Set(values)].filter(Boolean).join(separator) });
  },
});

/** The first fact is the parameter's name. */
const withoutParameter: Fix = ({ facts: [name = ''] }) => ({
  label: 'fix_remove_parameter',
  apply: (form) => {
    const { extra, edits } = form.draft;
    const kept = extra.filter((parameter) => parameter.name !== name);
    return kept.length < extra.length
      ? changeDraft(form, { extra: kept })
      : changeDraft(form, { edits: { ...edits, [name]: null } });
  },
});

const offeredMethod: Fix = () => ({
  label: 'fix_offered_method',
  apply: (form) =>
    changeDraft(form, { clientAuthentication: form.profile.clientAuthentication[0] ?? 'none' }),
});

const FIXES: Readonly<Record<string, Fix>> = {
  AQ06: newState,
  AQ07: newState,
  AQ08: newState,
  AQ09: usualPkce,
  AQ10: usualPkce,
  AQ11: usualPkce,
  AQ13: usualPkce,
  AQ14: separateScopes,
  AQ15: nearestScope,
  AQ16: withoutParameter,
  AQ17: withoutParameter,
  PR06: offeredMethod,
  PS04: usualScope,
  PS13: usualScope,
  PS16: usualScope,
};

/**
 * What one click can do about a finding on the form; `undefined` where only the person knows what was
 * meant, or where nothing would change.
 */
export function quickFix(
  finding: Finding,
  form: DraftForm,
  fresh: () => string,
): QuickFix | undefined {
  const fix = Object.hasOwn(FIXES, finding.id) ? FIXES[finding.id]?.(finding, fresh) : undefined;
  const changed = fix?.apply(form);
  return changed && JSON.stringify(changed) !== JSON.stringify(form) ? fix : undefined;
}

/** Gives a parameter back to the profile. */
function restore(form: DraftForm, name: string): DraftForm {
  const edits = Object.entries(form.draft.edits).filter(([edited]) => edited !== name);
  return changeDraft(form, { edits: Object.fromEntries(edits) });
}
