import type { Parameter } from '../../core/oauth/parameter.ts';
import type { RequestDraft } from '../../core/oauth/request-draft.ts';
import type { DraftForm } from './draft-form.ts';
import { authorizeParameters } from './move-form.ts';

/** A parameter of the authorization request without a control of its own in the form. */
export interface ParameterField {
  /** the name on the wire */
  name: string;
  value: string;
  /** `filled` by the profile, `edited` by the person, or `removed` from the request */
  origin: 'filled' | 'edited' | 'removed';
}

/** Templates whose values the form asks for by other names. */
const OWN_CONTROLS = ['{clientId}', '{redirectUri}', '{scope}', '{state}'];

/** Every other parameter of the template, with the value that is sent now. */
export function parameterFields(
  { profile, draft }: Pick<DraftForm, 'profile' | 'draft'>,
  sent: readonly Parameter[],
): ParameterField[] {
  return authorizeParameters(profile)
    .filter(({ value }) => !OWN_CONTROLS.includes(value))
    .map(({ name }) => {
      const edit = Object.hasOwn(draft.edits, name) ? draft.edits[name] : undefined;
      if (edit === null) return { name, value: '', origin: 'removed' };
      if (edit !== undefined) return { name, value: edit, origin: 'edited' };
      const value = sent.find((parameter) => parameter.name === name)?.value ?? '';
      return { name, value, origin: 'filled' };
    });
}

type Edits = Pick<RequestDraft, 'edits'>;

export function overrideParameter({ edits }: Edits, name: string, value: string): Edits {
  return { edits: { ...edits, [name]: value } };
}

export function removeParameter({ edits }: Edits, name: string): Edits {
  return { edits: { ...edits, [name]: null } };
}

/** Gives the parameter back to the profile. */
export function restoreParameter({ edits }: Edits, name: string): Edits {
  return { edits: Object.fromEntries(Object.entries(edits).filter(([key]) => key !== name)) };
}

type Extra = Pick<RequestDraft, 'extra'>;

export function addParameter({ extra }: Extra): Extra {
  return { extra: [...extra, { name: '', value: '' }] };
}

export function changeAdded({ extra }: Extra, at: number, change: Partial<Parameter>): Extra {
  return {
    extra: extra.map((parameter, i) => (i === at ? { ...parameter, ...change } : parameter)),
  };
}

export function dropAdded({ extra }: Extra, at: number): Extra {
  return { extra: extra.filter((_parameter, i) => i !== at) };
}
