import { message } from '../../browser.ts';
import { Field } from '../../ui/Field.tsx';
import { durationText } from '../../ui/time-text.ts';
import type { EditSide } from './edit-side.ts';
import { editFieldId, LIFETIMES } from './fields.ts';
import { textOf } from './MemberFields.tsx';
import { memberAt } from './member.ts';

/** How long things live, in seconds; an emptied field takes its lifetime away. */
export function LifetimeFields({ side }: { side: EditSide }) {
  return (
    <fieldset class="edit-group">
      <legend>{message('edit_lifetimes')}</legend>
      {LIFETIMES.map((name) => {
        const path = ['lifetimes', name, 'seconds'];
        const value = memberAt(side.merged, path);
        const id = editFieldId(path);
        return (
          <Field
            key={name}
            id={id}
            label={message(`bank_lifetime_${name}`)}
            hint={typeof value === 'number' && value > 0 && durationText(value)}
            error={side.problemOf(path)}
          >
            <input
              id={id}
              class="mono"
              inputMode="numeric"
              value={textOf(value)}
              onInput={({ currentTarget: { value: typed } }) => {
                const text = typed.trim();
                if (text === '') side.onMember(path.slice(0, 2), undefined);
                else side.onMember(path, /^\d+$/.test(text) ? Number(text) : text);
              }}
              onBlur={() => side.onLeave(path)}
            />
          </Field>
        );
      })}
    </fieldset>
  );
}
