import type { JSX } from 'preact';
import type { AuthorizationDetailType } from '../../core/banks/authorization-detail-type.ts';
import {
  type AuthorizationDetail,
  memberTemplate,
} from '../../core/oauth/authorization-details.ts';
import { inWords } from '../bank-texts.ts';
import { message } from '../browser.ts';
import { TermHint } from '../help/Term.tsx';
import { Field } from '../ui/Field.tsx';
import { RawText } from '../ui/RawText.tsx';

type Member = AuthorizationDetailType['members'][number];

interface DetailMemberProps {
  id: string;
  detail: AuthorizationDetail;
  member: Member;
  problem: string | undefined;
  onValue(value: string): void;
}

/** One member of an authorization detail; its wire name stands beside its label. */
export function DetailMember({ id, detail, member, problem, onValue }: DetailMemberProps) {
  const { name, label, requirement, note, as } = member;
  const required = requirement === 'required';
  return (
    <div class={as === 'json' ? 'wide' : undefined}>
      <Field
        id={id}
        label={
          <>
            {inWords(label)}
            {required && <span aria-hidden="true"> *</span>}{' '}
          </>
        }
        help={<TermHint place="parameter" name={name} />}
        hint={
          <>
            <span class="mono detail-name">{name}</span>
            {as === 'list' && <> · {message('details_list')}</>}
            {note && <> · {inWords(note)}</>}
          </>
        }
        error={problem}
      >
        {control(id, member, memberTemplate(detail, member), onValue)}
      </Field>
    </div>
  );
}

function control(
  id: string,
  { options, as, requirement }: Member,
  value: string,
  onValue: (value: string) => void,
): JSX.Element {
  const choices = options ?? (as === 'boolean' ? ['true', 'false'] : undefined);
  const required = requirement === 'required';
  if (choices && (value === '' || choices.includes(value))) {
    return (
      <select
        id={id}
        value={value}
        aria-required={required}
        onChange={({ currentTarget }) => onValue(currentTarget.value)}
      >
        {(!required || value === '') && <option value="">{message('details_none')}</option>}
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
    );
  }
  if (as === 'json') return <RawText id={id} rows={4} value={value} onText={onValue} />;
  return (
    <input
      id={id}
      class="mono"
      type="text"
      dir="ltr"
      autocomplete="off"
      spellcheck={false}
      inputMode={as === 'number' ? 'decimal' : undefined}
      aria-required={required}
      value={value}
      onInput={({ currentTarget }) => onValue(currentTarget.value)}
    />
  );
}
