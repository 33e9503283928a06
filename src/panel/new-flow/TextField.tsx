import type { ComponentChildren } from 'preact';
import { TermHint } from '../help/Term.tsx';
import { Field } from '../ui/Field.tsx';

interface TextFieldProps {
  id: string;
  label: ComponentChildren;
  value: string;
  onValue(value: string): void;
  hint?: ComponentChildren;
  error?: string | undefined;
  placeholder?: string | undefined;
  /** wire name of the parameter that the field fills */
  parameter?: string;
  highlighted?: string | undefined;
}

/** A line of protocol text: monospaced, left to right, without spelling marks or suggestions. */
export function TextField(props: TextFieldProps) {
  const { id, label, value, onValue, hint, error, placeholder, parameter, highlighted } = props;
  return (
    <div class={fieldClass(parameter, highlighted)} data-parameter={parameter}>
      <Field
        id={id}
        label={label}
        help={parameter && <TermHint place="parameter" name={parameter} />}
        hint={hint}
        error={error}
      >
        <input
          id={id}
          class="mono"
          type="text"
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          value={value}
          placeholder={placeholder}
          onInput={({ currentTarget }) => onValue(currentTarget.value)}
        />
      </Field>
    </div>
  );
}

/** Class of a box around a field that belongs to a parameter. */
export function fieldClass(parameter: string | undefined, highlighted: string | undefined): string {
  const pointedOut = parameter !== undefined && parameter === highlighted;
  return pointedOut ? 'parameter-box highlighted' : 'parameter-box';
}
