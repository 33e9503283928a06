import { useLayoutEffect, useRef } from 'preact/hooks';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { changeDraft } from './draft-form.ts';
import { fieldId } from './form-problems.ts';
import { IconButton } from './IconButton.tsx';
import type { SectionProps } from './section-props.ts';
import { resourcesAt } from './security-draft.ts';
import { fieldClass } from './TextField.tsx';

/** The APIs that the token is for, an address a row. @see RFC 8707 §2 */
export function ResourceRows({ form, change, problemOf, highlighted }: SectionProps) {
  const { profile, draft } = form;
  const { resources = [] } = draft;
  const newest = useRef<HTMLInputElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const pressed = useRef<'add' | 'remove' | undefined>(undefined);
  // The keyboard follows what the person did: into a new row, out of one that went away.
  useLayoutEffect(() => {
    if (pressed.current === 'add') newest.current?.focus();
    if (pressed.current === 'remove') add.current?.focus();
    pressed.current = undefined;
  }, [resources.length]);
  const set = (next: string[], press?: 'add' | 'remove') => {
    pressed.current = press;
    change(changeDraft(form, { resources: next }));
  };
  const usual = resourcesAt(profile, draft).find((one) => !resources.includes(one));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a second frame
    <div class="wide stack tight" role="group" aria-labelledby={fieldId('resources')}>
      <span class="field-label" id={fieldId('resources')}>
        {message('security_resources')}
      </span>
      <p class="subtle form-caption">
        {message(`security_resources_${profile.resource?.requirement ?? 'undocumented'}`)}
      </p>
      {resources.map((resource, at) => {
        const id = fieldId(`resource-${at}`);
        const problem = problemOf(id);
        return (
          <div
            // Two resources may be alike, and are told apart by their place alone.
            key={at}
            class={fieldClass('resource', highlighted)}
            data-parameter="resource"
          >
            <div class="field-with-button">
              <input
                ref={at === resources.length - 1 ? newest : null}
                id={id}
                class="mono"
                type="text"
                dir="ltr"
                autocomplete="off"
                spellcheck={false}
                aria-label={message('security_resource', at + 1)}
                aria-invalid={problem !== undefined}
                aria-describedby={problem && `${id}-error`}
                placeholder="https://"
                value={resource}
                onInput={({ currentTarget }) =>
                  set(resources.map((one, i) => (i === at ? currentTarget.value : one)))
                }
              />
              <IconButton
                icon="close"
                label={message('security_resource_remove', at + 1)}
                onClick={() =>
                  set(
                    resources.filter((_one, i) => i !== at),
                    'remove',
                  )
                }
              />
            </div>
            {problem && (
              <p class="problem form-caption" id={`${id}-error`}>
                {problem}
              </p>
            )}
          </div>
        );
      })}
      <div>
        <button
          ref={add}
          type="button"
          class="quiet"
          onClick={() => set([...resources, usual ?? ''], 'add')}
        >
          <Icon name="plus" />
          {message('security_resource_add')}
        </button>
      </div>
    </div>
  );
}
