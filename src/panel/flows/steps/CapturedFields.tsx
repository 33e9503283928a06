import { useId } from 'preact/hooks';
import type { Capture } from '../../../core/banks/request-template.ts';
import type { FlowState } from '../../../core/flow/flow-state.ts';
import type { FlowStep } from '../../../core/flow/step-status.ts';
import { inWords } from '../../bank-texts.ts';
import { message } from '../../browser.ts';
import { Field } from '../../ui/Field.tsx';

interface CapturedFieldsProps {
  step: FlowStep;
  flow: FlowState;
  onSave(values: Record<string, string>): void;
}

/** The ids and addresses that a step brings for later ones; each may be typed as well. */
export function CapturedFields({ step, flow, onSave }: CapturedFieldsProps) {
  const captures = step.template.captures ?? [];
  if (captures.length === 0) return null;
  return (
    <div class="captured-fields">
      {captures.map((capture) => (
        <CapturedField
          key={`${capture.name} ${flow.captured[capture.name] ?? ''}`}
          capture={capture}
          value={flow.captured[capture.name] ?? ''}
          onSave={(value) => onSave({ [capture.name]: value })}
        />
      ))}
    </div>
  );
}

interface CapturedFieldProps {
  capture: Capture;
  value: string;
  onSave(value: string): void;
}

/** Saved when the field is left or Enter is pressed; Escape brings the old value back. */
function CapturedField({ capture, value, onSave }: CapturedFieldProps) {
  const id = useId();
  const save = (box: HTMLInputElement) => {
    const typed = box.value.trim();
    if (typed !== '' && typed !== value) onSave(typed);
  };
  return (
    <Field
      id={id}
      label={inWords(capture.label)}
      hint={value === '' ? message('captured_hint', capture.path) : undefined}
    >
      <input
        id={id}
        class="mono"
        type="text"
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        value={value}
        onBlur={({ currentTarget }) => save(currentTarget)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save(event.currentTarget);
          if (event.key === 'Escape') {
            event.stopPropagation();
            event.currentTarget.value = value;
          }
        }}
      />
    </Field>
  );
}
