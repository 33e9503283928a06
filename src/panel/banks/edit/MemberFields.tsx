import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Field } from '../../ui/Field.tsx';
import type { EditSide } from './edit-side.ts';
import { editFieldId } from './fields.ts';
import { type MemberPath, memberAt } from './member.ts';

interface MemberFieldProps {
  side: EditSide;
  path: MemberPath;
  label: string;
  hint?: ComponentChildren;
}

/** A member that is one line of text; emptied, it is taken away, unless it must be there. */
export function TextMember(
  props: MemberFieldProps & { plain?: boolean; emptied?: 'gone' | 'empty' },
) {
  const { side, path, label, hint, plain = false, emptied = 'gone' } = props;
  const id = editFieldId(path);
  return (
    <Field id={id} label={label} hint={hint} error={side.problemOf(path)}>
      <input
        id={id}
        class={plain ? '' : 'mono'}
        type="text"
        dir={plain ? 'auto' : 'ltr'}
        autocomplete="off"
        spellcheck={false}
        value={textOf(memberAt(side.merged, path))}
        onInput={({ currentTarget: { value } }) =>
          side.onMember(path, value === '' && emptied === 'gone' ? undefined : value)
        }
        onBlur={() => side.onLeave(path)}
      />
    </Field>
  );
}

interface ChoiceMemberProps extends MemberFieldProps {
  options: readonly { value: string; word: string }[];
}

/** A member that is one of some words. */
export function ChoiceMember({ side, path, label, hint, options }: ChoiceMemberProps) {
  const id = editFieldId(path);
  const value = textOf(memberAt(side.merged, path));
  const known = options.some((option) => option.value === value);
  return (
    <Field id={id} label={label} hint={hint} error={side.problemOf(path)}>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) => side.onMember(path, currentTarget.value)}
        onBlur={() => side.onLeave(path)}
      >
        {!known && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** A member that is a list of texts: one a line, or within a line with blanks between. */
export function ListMember(props: MemberFieldProps & { lines?: boolean }) {
  const { side, path, label, hint, lines = false } = props;
  const id = editFieldId(path);
  const value = memberAt(side.merged, path);
  const list: string[] = Array.isArray(value) ? value.map(textOf) : [];
  const cut = (text: string) => text.split(lines ? /\n/ : /[\s,]+/).filter((one) => one !== '');
  // What is typed stays as it is typed while it means the list: a blank at the end is no value yet.
  const [typed, setTyped] = useState('');
  const shown = cut(typed).join('\n') === list.join('\n') ? typed : list.join(lines ? '\n' : ' ');
  const control = {
    id,
    class: 'mono',
    dir: 'ltr',
    spellcheck: false,
    value: shown,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) => {
      setTyped(currentTarget.value);
      side.onMember(path, cut(currentTarget.value));
    },
    onBlur: () => side.onLeave(path),
  } as const;
  return (
    <Field id={id} label={label} hint={hint} error={side.problemOf(path)}>
      {lines ? <textarea rows={Math.max(3, list.length)} {...control} /> : <input {...control} />}
    </Field>
  );
}

/** A member that is a set of words, each with a box. */
export function SetMember({ side, path, label, options }: ChoiceMemberProps) {
  const value = memberAt(side.merged, path);
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  const problem = side.problemOf(path);
  const id = editFieldId(path);
  return (
    <fieldset class="set-member" id={id} tabIndex={-1} onFocusOut={() => side.onLeave(path)}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} class="row tight">
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={({ currentTarget }) => {
              const others = chosen.filter((one) => one !== option.value);
              side.onMember(path, currentTarget.checked ? [...others, option.value] : others);
            }}
          />
          {option.word}
        </label>
      ))}
      {problem !== undefined && <p class="problem">{problem}</p>}
    </fieldset>
  );
}

/** Any plain value as a field shows it. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
