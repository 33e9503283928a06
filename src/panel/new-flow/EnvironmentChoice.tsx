import { documentedEnvironments, environmentsFor } from '../../core/banks/bank-list.ts';
import { inWords } from '../bank-texts.ts';
import { message } from '../browser.ts';
import { Choice } from './Choice.tsx';
import { chooseEnvironment } from './draft-form.ts';
import { factHint } from './fact-hint.tsx';
import { fieldId } from './form-problems.ts';
import type { SectionProps } from './section-props.ts';

/** Where the bank is asked: every environment of the profile, marked where the bank does not document it. */
export function EnvironmentChoice({ form, change }: Pick<SectionProps, 'form' | 'change'>) {
  const { bank, profile, draft } = form;
  const documented = documentedEnvironments(profile, bank);
  const chosen = profile.environments[draft.environment];
  const doubtful = !documented.includes(draft.environment);
  const label = (key: string) => {
    const text = inWords(profile.environments[key]?.label ?? key);
    return documented.includes(key) ? text : message('new_flow_environment_undocumented', text);
  };
  return (
    <Choice
      id={fieldId('environment')}
      label={message('new_flow_environment')}
      value={draft.environment}
      onValue={(key) => change(chooseEnvironment(form, key))}
      hint={factHint(chosen, {
        note: doubtful ? message('new_flow_environment_doubtful') : undefined,
      })}
    >
      {environmentsFor(profile, bank).map((key) => (
        <option key={key} value={key}>
          {label(key)}
        </option>
      ))}
    </Choice>
  );
}
