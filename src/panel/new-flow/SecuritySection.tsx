import { useState } from 'preact/hooks';
import { message } from '../browser.ts';
import { TermHint } from '../help/Term.tsx';
import { Icon } from '../ui/Icon.tsx';
import { changeDraft } from './draft-form.ts';
import { fieldId } from './form-problems.ts';
import { ResourceRows } from './ResourceRows.tsx';
import type { SectionProps } from './section-props.ts';
import { type SwitchState, securitySwitches, speaksOfSecurity } from './security-switches.ts';

/** The word for what each switch does. */
const WORDS = { pushed: 'PAR', requestObject: 'JAR', dpop: 'DPoP' } as const;

/** How the request travels, and what tokens are bound to. Folded away where the bank says nothing of it. */
export function SecuritySection(section: SectionProps) {
  const { form } = section;
  const [opened, setOpened] = useState(false);
  const title = message('security_title');
  if (speaksOfSecurity(form)) {
    return (
      <section class="form-section" aria-labelledby={fieldId('security')}>
        <h3 class="wide" id={fieldId('security')}>
          {title}
        </h3>
        <SecurityFields {...section} />
      </section>
    );
  }
  const { resources = [] } = form.draft;
  const used = resources.length > 0 || securitySwitches(form).some(({ on }) => on);
  return (
    <details
      class="form-section-folded"
      open={opened || used}
      onToggle={({ currentTarget }) => setOpened(currentTarget.open)}
    >
      <summary>{title}</summary>
      <section class="form-section" aria-label={title}>
        <SecurityFields {...section} />
      </section>
    </details>
  );
}

function SecurityFields(section: SectionProps) {
  const { form, change, problemOf } = section;
  const { redirectAnswer } = form.profile;
  const byRedirect = form.draft.grant === 'authorization_code';
  return (
    <>
      {securitySwitches(form).map((state) => (
        <SecurityCheck
          key={state.name}
          state={state}
          problem={problemOf(fieldId(state.name))}
          algorithms={algorithmsOf(section, state)}
          onChange={(on) => change(changeDraft(form, { [state.name]: on }))}
        />
      ))}
      <ResourceRows {...section} />
      {byRedirect && redirectAnswer?.signed && (
        <p class="wide form-note">
          <Icon name="info" />
          <span>
            {message('security_jarm')}
            {redirectAnswer.signed.length > 0 && (
              <> {message('security_signs_with', redirectAnswer.signed.join(', '))}</>
            )}
          </span>
        </p>
      )}
    </>
  );
}

function algorithmsOf({ form: { profile } }: SectionProps, { name }: SwitchState): string[] {
  if (name === 'requestObject') return profile.requestObject?.algorithms ?? [];
  if (name === 'dpop') return profile.tokenBinding?.algorithms ?? [];
  return [];
}

interface SecurityCheckProps {
  state: SwitchState;
  problem: string | undefined;
  algorithms: readonly string[];
  onChange(on: boolean): void;
}

function SecurityCheck({ state, problem, algorithms, onChange }: SecurityCheckProps) {
  const { name, on, locked, hint } = state;
  const id = fieldId(name);
  return (
    <div class="wide stack tight">
      <div class="labelled">
        <label class="row check">
          <input
            id={id}
            type="checkbox"
            checked={on}
            disabled={locked}
            aria-invalid={problem !== undefined}
            aria-describedby={problem ? `${id}-error ${id}-hint` : `${id}-hint`}
            onChange={({ currentTarget }) => onChange(currentTarget.checked)}
          />
          {message(`security_${name}`)}
        </label>
        <TermHint place="word" name={WORDS[name]} />
      </div>
      {problem && (
        <p class="problem form-hint" id={`${id}-error`}>
          {problem}
        </p>
      )}
      <p class="subtle form-hint" id={`${id}-hint`}>
        {message(hint)}
        {algorithms.length > 0 && <> {message('security_algorithms', algorithms.join(', '))}</>}
      </p>
    </div>
  );
}
