import { message } from '../browser.ts';
import { TermHint } from '../help/Term.tsx';
import { Field } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { changeDraft, changeSecrets, scopeValues, toggleScope } from './draft-form.ts';
import { fieldId } from './form-problems.ts';
import { laterNames } from './later-names.ts';
import type { SectionProps } from './section-props.ts';
import { fieldClass, TextField } from './TextField.tsx';

interface RequestSectionProps extends SectionProps {
  onNewState(): void;
}

/** What is asked for, and the random values that tie the answer to the request. */
export function RequestSection({ form, change, highlighted, onNewState }: RequestSectionProps) {
  const { profile, draft, secrets } = form;
  const byRedirect = draft.grant === 'authorization_code';
  const later = laterNames(form);
  return (
    <section class="form-section" aria-label={message('new_flow_request_section')}>
      <div class="wide stack tight">
        <TextField
          id={fieldId('scope')}
          label={message('new_flow_scope')}
          value={draft.scope}
          onValue={(scope) => change(changeDraft(form, { scope }))}
          hint={later.length > 0 && message('new_flow_scope_later', later.join(', '))}
          parameter="scope"
          highlighted={highlighted}
        />
        <ScopeValues form={form} change={change} />
      </div>
      {byRedirect && (
        <div class={`wide ${fieldClass('state', highlighted)}`} data-parameter="state">
          <Field
            id={fieldId('state')}
            label={message('new_flow_state')}
            help={<TermHint place="parameter" name="state" />}
          >
            <div class="field-with-button">
              <input
                id={fieldId('state')}
                class="mono"
                type="text"
                dir="ltr"
                autocomplete="off"
                spellcheck={false}
                value={secrets.state}
                onInput={({ currentTarget }) =>
                  change(changeSecrets(form, { state: currentTarget.value }))
                }
              />
              <button type="button" onClick={onNewState}>
                <Icon name="again" />
                {message('new_flow_new_state')}
              </button>
            </div>
          </Field>
        </div>
      )}
      {byRedirect && (
        <div class="wide stack tight">
          <div class="labelled">
            <label class="row check">
              <input
                type="checkbox"
                checked={draft.pkce}
                disabled={profile.pkce === 'required'}
                aria-describedby={fieldId('pkce-hint')}
                onChange={({ currentTarget }) =>
                  change(changeDraft(form, { pkce: currentTarget.checked }))
                }
              />
              {message('new_flow_pkce')}
            </label>
            <TermHint place="word" name="PKCE" />
          </div>
          <p class="subtle form-hint" id={fieldId('pkce-hint')}>
            {message(`pkce_${profile.pkce}`)}
          </p>
        </div>
      )}
    </section>
  );
}

/** The values that the bank documents, each a switch. */
function ScopeValues({ form, change }: Pick<SectionProps, 'form' | 'change'>) {
  const { values } = form.profile.scope;
  if (values.length === 0) return null;
  const asked = scopeValues(form);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that repeats the field's label
    <div class="row tight" role="group" aria-label={message('new_flow_scope_values')}>
      {values.map((value) => (
        <button
          key={value}
          type="button"
          class="scope-value mono"
          aria-pressed={asked.includes(value)}
          onClick={() => change(toggleScope(form, value))}
        >
          <Icon name={asked.includes(value) ? 'check' : 'plus'} />
          {value}
        </button>
      ))}
    </div>
  );
}
