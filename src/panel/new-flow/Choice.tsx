import type { ComponentChildren } from 'preact';
import { Field } from '../ui/Field.tsx';

interface ChoiceProps {
  id: string;
  label: string;
  value: string;
  onValue(value: string): void;
  help?: ComponentChildren;
  hint?: ComponentChildren;
  /** `option` and `optgroup` elements */
  children: ComponentChildren;
}

/** A native list with its label. */
export function Choice({ id, label, value, onValue, help, hint, children }: ChoiceProps) {
  return (
    <Field id={id} label={label} help={help} hint={hint}>
      <select id={id} value={value} onChange={({ currentTarget }) => onValue(currentTarget.value)}>
        {children}
      </select>
    </Field>
  );
}
