import type { Parameter } from '../../core/oauth/parameter.ts';
import { message } from '../browser.ts';
import { TermHint } from '../help/Term.tsx';
import { AddedParameters } from './AddedParameters.tsx';
import { changeDraft } from './draft-form.ts';
import { fieldId } from './form-problems.ts';
import { IconButton } from './IconButton.tsx';
import {
  overrideParameter,
  type ParameterField,
  parameterFields,
  removeParameter,
  restoreParameter,
} from './parameter-fields.ts';
import type { SectionProps } from './section-props.ts';
import { fieldClass } from './TextField.tsx';

interface ParameterSectionProps extends SectionProps {
  /** what the request carries now */
  sent: readonly Parameter[];
}

/** The rest of the authorization request, by wire name: each value can be overridden or left out. */
export function ParameterSection({ sent, ...section }: ParameterSectionProps) {
  const { form, change, highlighted } = section;
  const { draft } = form;
  return (
    <section class="form-section" aria-labelledby={fieldId('parameters')}>
      <h3 class="wide" id={fieldId('parameters')}>
        {message('new_flow_parameters')}
      </h3>
      <div class="wide parameter-rows">
        {parameterFields(form, sent).map((field) => (
          <ParameterRow
            key={field.name}
            field={field}
            highlighted={highlighted}
            onValue={(value) =>
              change(changeDraft(form, overrideParameter(draft, field.name, value)))
            }
            onRemove={() => change(changeDraft(form, removeParameter(draft, field.name)))}
            onRestore={() => change(changeDraft(form, restoreParameter(draft, field.name)))}
          />
        ))}
      </div>
      <AddedParameters {...section} />
    </section>
  );
}

interface ParameterRowProps {
  field: ParameterField;
  highlighted: string | undefined;
  onValue(value: string): void;
  onRemove(): void;
  onRestore(): void;
}

function ParameterRow({ field, highlighted, onValue, onRemove, onRestore }: ParameterRowProps) {
  const { name, value, origin } = field;
  const id = fieldId(`parameter-${name}`);
  const removed = origin === 'removed';
  return (
    <div class={`parameter-row ${fieldClass(name, highlighted)}`} data-parameter={name}>
      {removed ? (
        <>
          <s class="mono parameter-name">{name}</s>
          <span class="subtle">{message('new_flow_parameter_removed')}</span>
        </>
      ) : (
        <>
          <span class="labelled parameter-name">
            <label class="mono" for={id}>
              {name}
            </label>
            <TermHint place="parameter" name={name} />
          </span>
          <input
            id={id}
            class="mono"
            type="text"
            dir="ltr"
            autocomplete="off"
            spellcheck={false}
            value={value}
            placeholder={message('new_flow_parameter_empty')}
            onInput={({ currentTarget }) => onValue(currentTarget.value)}
          />
        </>
      )}
      <span class="parameter-buttons">
        {origin === 'edited' && (
          <IconButton
            icon="again"
            label={message('new_flow_restore_parameter', name)}
            onClick={() => {
              // This button goes away, so that the keyboard moves to the field.
              document.getElementById(id)?.focus();
              onRestore();
            }}
          />
        )}
        <IconButton
          key="toggle"
          icon={removed ? 'again' : 'close'}
          label={message(
            removed ? 'new_flow_restore_parameter' : 'new_flow_remove_parameter',
            name,
          )}
          onClick={removed ? onRestore : onRemove}
        />
      </span>
    </div>
  );
}
