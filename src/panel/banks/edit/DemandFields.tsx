import { message } from '../../browser.ts';
import { Field } from '../../ui/Field.tsx';
import type { EditSide } from './edit-side.ts';
import { BINDINGS, DEMANDS, editFieldId } from './fields.ts';
import { SetMember, textOf } from './MemberFields.tsx';
import { isMembers, type MemberPath, memberAt } from './member.ts';

/** How requests are handed in, answers signed and tokens bound: whether at all; algorithms and the like are in the JSON. */
export function DemandFields({ side }: { side: EditSide }) {
  const demands = DEMANDS.map((value) => ({ value, word: message(`bank_requirement_${value}`) }));
  const answer = memberAt(side.merged, ['redirectAnswer']);
  const signed = ['redirectAnswer', 'signed'];
  const setSigned = (value: string) =>
    value === ''
      ? side.onMember(signed, undefined)
      : side.onMember(['redirectAnswer'], {
          mode: 'query',
          ...(isMembers(answer) ? answer : {}),
          signed: [],
        });
  const setDemand = (name: string) => (requirement: string) =>
    requirement === ''
      ? side.onMember([name], undefined)
      : side.onMember([name, 'requirement'], requirement);
  return (
    <fieldset class="edit-group">
      <legend>{message('bank_part_demands')}</legend>
      <OptionalChoice
        side={side}
        path={['pushedRequests']}
        label={message('bank_pushed')}
        options={demands}
        onChoice={(value) => side.onMember(['pushedRequests'], value === '' ? undefined : value)}
      />
      <OptionalChoice
        side={side}
        path={['requestObject', 'requirement']}
        label={message('bank_object')}
        options={demands}
        onChoice={setDemand('requestObject')}
      />
      <OptionalChoice
        side={side}
        path={signed}
        label={message('bank_signed_answer')}
        options={[{ value: 'signed', word: message('bank_signed') }]}
        value={memberAt(side.merged, signed) === undefined ? '' : 'signed'}
        onChoice={setSigned}
      />
      <OptionalChoice
        side={side}
        path={['tokenBinding', 'requirement']}
        label={message('bank_binding')}
        options={demands}
        onChoice={setDemand('tokenBinding')}
      />
      {memberAt(side.merged, ['tokenBinding']) !== undefined && (
        <SetMember
          side={side}
          path={['tokenBinding', 'by']}
          label={message('edit_bound_by')}
          options={BINDINGS.map((value) => ({ value, word: message(`bank_binding_${value}`) }))}
        />
      )}
    </fieldset>
  );
}

interface OptionalChoiceProps {
  side: EditSide;
  path: MemberPath;
  label: string;
  options: readonly { value: string; word: string }[];
  /** the option that is chosen; absent: what stands at the path */
  value?: string;
  /** an option, or nothing: the profile then says nothing of it */
  onChoice(value: string): void;
}

function OptionalChoice({ side, path, label, options, onChoice, ...chosen }: OptionalChoiceProps) {
  const id = editFieldId(path);
  const value = chosen.value ?? textOf(memberAt(side.merged, path));
  return (
    <Field id={id} label={label} error={side.problemOf(path)}>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) => onChoice(currentTarget.value)}
        onBlur={() => side.onLeave(path)}
      >
        <option value="">{message('edit_not_said')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
    </Field>
  );
}
