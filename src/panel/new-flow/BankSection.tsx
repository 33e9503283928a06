import { type Bank, environmentsFor } from '../../core/banks/bank-list.ts';
import type { Variable } from '../../core/banks/bank-profile.ts';
import { bankGroups } from '../banks/load-banks.ts';
import { message } from '../browser.ts';
import { Choice } from './Choice.tsx';
import {
  changeDraft,
  changeVariable,
  chooseBank,
  chooseEnvironment,
  chooseService,
} from './draft-form.ts';
import { fieldId, openVariables, variableFieldId } from './form-problems.ts';
import { grantsOf } from './move-form.ts';
import type { SectionProps } from './section-props.ts';
import { TextField } from './TextField.tsx';

interface BankSectionProps extends SectionProps {
  banks: readonly Bank[];
}

/** Which bank, which of its services, where, and by which grant. */
export function BankSection({ banks, ...section }: BankSectionProps) {
  const { form, change } = section;
  const { bank, profile, draft } = form;
  const pickBank = (key: string) => {
    const picked = banks.find((other) => other.key === key);
    if (picked) change(chooseBank(form, picked));
  };
  return (
    <section class="form-section" aria-label={message('new_flow_bank_section')}>
      <div class="wide">
        <Choice
          id={fieldId('bank')}
          label={message('new_flow_bank')}
          value={bank.key}
          onValue={pickBank}
        >
          {bankGroups(banks).map(([group, members]) => (
            <optgroup key={group} label={group}>
              {members.map((member) => (
                <option key={member.key} value={member.key}>
                  {bankText(member)}
                </option>
              ))}
            </optgroup>
          ))}
        </Choice>
      </div>
      <Choice
        id={fieldId('service')}
        label={message('new_flow_service')}
        value={profile.id}
        onValue={(id) => change(chooseService(form, id))}
      >
        {bank.profiles.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </Choice>
      <Choice
        id={fieldId('environment')}
        label={message('new_flow_environment')}
        value={draft.environment}
        onValue={(key) => change(chooseEnvironment(form, key))}
        hint={profile.environments[draft.environment]?.note}
      >
        {environmentsFor(profile, bank).map((key) => (
          <option key={key} value={key}>
            {profile.environments[key]?.label}
          </option>
        ))}
      </Choice>
      <Choice
        id={fieldId('grant')}
        label={message('new_flow_grant')}
        value={draft.grant}
        onValue={(value) => {
          const grant = grantsOf(profile).find((offered) => offered === value);
          if (grant) change(changeDraft(form, { grant }));
        }}
      >
        {grantsOf(profile).map((grant) => (
          <option key={grant} value={grant}>
            {message(`grant_${grant}`)}
          </option>
        ))}
      </Choice>
      {openVariables(form).map(([name, variable]) => (
        <VariableField key={name} name={name} variable={variable} {...section} />
      ))}
    </section>
  );
}

interface VariableFieldProps extends SectionProps {
  name: string;
  variable: Variable;
}

function VariableField({
  name,
  variable,
  form,
  change,
  problemOf,
  highlighted,
}: VariableFieldProps) {
  const id = variableFieldId(name);
  const value = form.draft.variables[name] ?? variable.default ?? '';
  const onValue = (text: string) => change(changeVariable(form, name, text));
  if (variable.options) {
    return (
      <Choice id={id} label={variable.label} value={value} onValue={onValue}>
        {variable.options.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </Choice>
    );
  }
  return (
    <TextField
      id={id}
      label={variable.label}
      value={value}
      onValue={onValue}
      error={problemOf(id)}
      highlighted={highlighted}
    />
  );
}

/** A bank's name with its code, where it has one. */
function bankText({ name, code }: Bank): string {
  return code === undefined ? name : message('bank_with_code', name, code);
}
