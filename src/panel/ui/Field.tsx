import { type ComponentChildren, cloneElement, isValidElement } from 'preact';
import './ui.css';

interface FieldProps {
  /** id of the control inside, which the label names */
  id: string;
  label: ComponentChildren;
  /** beside the label: what the field's name means */
  help?: ComponentChildren;
  hint?: ComponentChildren;
  error?: ComponentChildren;
  /** the control; a single element is tied to hint and error, and marked invalid by an error */
  children: ComponentChildren;
}

/** A control with its label above, and beneath it a hint and what is wrong with the value. */
export function Field({ id, label, help, hint, error, children }: FieldProps) {
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(' ');
  const control = isValidElement(children)
    ? cloneElement(children, {
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
        ...(error ? { 'aria-invalid': true } : {}),
      })
    : children;
  return (
    <div class="field">
      {help ? (
        <div class="labelled">
          <label for={id}>{label}</label>
          {help}
        </div>
      ) : (
        <label for={id}>{label}</label>
      )}
      {control}
      {error && (
        <p class="problem" id={errorId}>
          {error}
        </p>
      )}
      {hint && (
        <p class="subtle" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}
