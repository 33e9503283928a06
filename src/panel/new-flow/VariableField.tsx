import type { Variable } from '../../core/banks/bank-profile.ts';
import { findOption } from '../../core/banks/request-values.ts';
import { inWords } from '../bank-texts.ts';
import { message } from '../browser.ts';
import { Choice } from './Choice.tsx';
import { changeVariable } from './draft-form.ts';
import { factHint } from './fact-hint.tsx';
import { variableFieldId } from './form-problems.ts';
import type { SectionProps } from './section-props.ts';
import { TextField } from './TextField.tsx';

interface VariableFieldProps extends SectionProps {
  name: string;
  variable: Variable;
}

/** What a profile wants to know beside the bank: a choice, or a text. */
export function VariableField(props: VariableFieldProps) {
  const { name, variable, form, change, problemOf, highlighted } = props;
  const id = variableFieldId(name);
  const { label, hint, options, optional } = variable;
  const value = form.draft.variables[name] ?? variable.default ?? '';
  const onValue = (text: string) => change(changeVariable(form, name, text));
  if (options) {
    const chosen = findOption(variable, value) ?? options[0];
    return (
      <Choice
        id={id}
        label={inWords(label)}
        value={chosen?.key ?? ''}
        onValue={onValue}
        hint={factHint({ note: hint }, chosen)}
      >
        {options.map((option) => (
          <option key={option.key} value={option.key}>
            {inWords(option.label)}
          </option>
        ))}
      </Choice>
    );
  }
  return (
    <TextField
      id={id}
      label={inWords(label)}
      value={value}
      onValue={onValue}
      hint={factHint(
        { note: hint },
        { note: optional ? message('new_flow_variable_optional') : undefined },
      )}
      error={problemOf(id)}
      highlighted={highlighted}
    />
  );
}
