import type { Bank } from '../../core/banks/bank-list.ts';
import { inWords } from '../bank-texts.ts';
import { bankGroups } from '../banks/load-banks.ts';
import { message } from '../browser.ts';
import { TermHint } from '../help/Term.tsx';
import { Choice } from './Choice.tsx';
import { changeDraft, chooseBank, chooseService, type DraftForm } from './draft-form.ts';
import { EnvironmentChoice } from './EnvironmentChoice.tsx';
import { factHint } from './fact-hint.tsx';
import { fieldId, openVariables } from './form-problems.ts';
import { grantsOf } from './move-form.ts';
import type { SectionProps } from './section-props.ts';
import { VariableField } from './VariableField.tsx';

interface BankSectionProps extends SectionProps {
  banks: readonly Bank[];
}

/** Which bank, which of its services, where, and by which grant. */
export function BankSection({ banks, ...section }: BankSectionProps) {
  const { form, change } = section;
  const { bank, profile, draft } = form;
  const grants = grantsOf(profile);
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
          hint={factHint(bankOption(form))}
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
        help={<TermHint place="word" name={message(`service_short_${profile.service}`)} />}
        value={profile.id}
        onValue={(id) => change(chooseService(form, id))}
      >
        {bank.profiles.map(({ id, label }) => (
          <option key={id} value={id}>
            {inWords(label)}
          </option>
        ))}
      </Choice>
      <EnvironmentChoice form={form} change={change} />
      {grants.length > 0 && (
        <Choice
          id={fieldId('grant')}
          label={message('new_flow_grant')}
          help={<TermHint place="word" name={draft.grant} />}
          value={draft.grant}
          onValue={(value) => {
            const grant = grants.find((offered) => offered === value);
            if (grant) change(changeDraft(form, { grant }));
          }}
        >
          {grants.map((grant) => (
            <option key={grant} value={grant}>
              {message(`grant_${grant}`)}
            </option>
          ))}
        </Choice>
      )}
      {grants.length > 0 &&
        openVariables(form).map(([name, variable]) => (
          <VariableField key={name} name={name} variable={variable} {...section} />
        ))}
    </section>
  );
}

/** What the profile says of the chosen bank itself, where its banks are options of a variable. */
function bankOption({ bank, profile }: DraftForm) {
  const { bankVariable, variables } = profile;
  const options = bankVariable === undefined ? undefined : variables[bankVariable]?.options;
  return options?.find(({ key }) => key === bank.option);
}

/** A bank's name with its code, where it has one. */
function bankText({ name, code }: Bank): string {
  return code === undefined ? name : message('bank_with_code', name, code);
}
