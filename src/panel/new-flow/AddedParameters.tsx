import { useLayoutEffect, useRef } from 'preact/hooks';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { changeDraft } from './draft-form.ts';
import { IconButton } from './IconButton.tsx';
import { addParameter, changeAdded, dropAdded } from './parameter-fields.ts';
import type { SectionProps } from './section-props.ts';
import { fieldClass } from './TextField.tsx';

/** Parameters that the profile does not have, and the button that adds one. */
export function AddedParameters({ form, change, highlighted }: SectionProps) {
  const { draft } = form;
  const { extra } = draft;
  const newest = useRef<HTMLInputElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const count = useRef(extra.length);
  // The keyboard follows what the person did: into a new row, out of one that went away.
  useLayoutEffect(() => {
    if (extra.length > count.current) newest.current?.focus();
    if (extra.length < count.current) add.current?.focus();
    count.current = extra.length;
  }, [extra.length]);
  return (
    <div class="wide parameter-rows">
      {extra.map(({ name, value }, at) => (
        <div
          // Two added parameters may be alike, and are told apart by their place alone.
          key={at}
          class={`parameter-row ${fieldClass(name, highlighted)}`}
          data-parameter={name}
        >
          <input
            ref={at === extra.length - 1 ? newest : null}
            class="mono"
            type="text"
            dir="ltr"
            autocomplete="off"
            spellcheck={false}
            aria-label={message('new_flow_added_name', at + 1)}
            placeholder={message('new_flow_added_name_placeholder')}
            value={name}
            onInput={({ currentTarget }) =>
              change(changeDraft(form, changeAdded(draft, at, { name: currentTarget.value })))
            }
          />
          <input
            class="mono"
            type="text"
            dir="ltr"
            autocomplete="off"
            spellcheck={false}
            aria-label={message('new_flow_added_value', at + 1)}
            placeholder={message('new_flow_added_value_placeholder')}
            value={value}
            onInput={({ currentTarget }) =>
              change(changeDraft(form, changeAdded(draft, at, { value: currentTarget.value })))
            }
          />
          <span class="parameter-buttons">
            <IconButton
              icon="close"
              label={
                name === ''
                  ? message('new_flow_remove_added', at + 1)
                  : message('new_flow_remove_parameter', name)
              }
              onClick={() => change(changeDraft(form, dropAdded(draft, at)))}
            />
          </span>
        </div>
      ))}
      <div>
        <button
          ref={add}
          type="button"
          class="quiet"
          onClick={() => change(changeDraft(form, addParameter(draft)))}
        >
          <Icon name="plus" />
          {message('new_flow_add_parameter')}
        </button>
      </div>
    </div>
  );
}
