import { useId, useRef, useState } from 'preact/hooks';
import {
  completeListFilter,
  type FilterCompletion,
  type FilterFault,
  type FilterKey,
} from '../../../core/flow/list-filter.ts';
import { message } from '../../browser.ts';
import { useCommand } from '../../keys/commands.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import './filter.css';

interface FilterBarViewProps {
  text: string;
  inverted: boolean;
  /** why the text is not understood */
  fault: FilterFault | undefined;
  /** what a key can have for a value in this list */
  valuesOf(key: FilterKey): Iterable<string>;
  columns: readonly MenuItem[];
  onText(text: string): void;
  onInverted(inverted: boolean): void;
  onClear(): void;
  /** what is offered from the start */
  offer?: FilterCompletion;
}

const MOST_OFFERED = 50;

/** The field that narrows the list, with what may stand in it, and what else is chosen about the list. */
export function FilterBarView(props: FilterBarViewProps) {
  const { text, inverted, fault, onText } = props;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [offer, setOffer] = useState(props.offer);
  const [chosen, setChosen] = useState(-1);
  const options = offer?.options.slice(0, MOST_OFFERED) ?? [];
  useCommand('focus_filter', () => field.current?.select());

  const close = () => setOffer(undefined);
  const propose = (typed: string, wanted: 'values' | 'all') => {
    const completion = completeListFilter(typed, props.valuesOf);
    const isKeys = completion?.options[0]?.endsWith(':');
    setOffer(wanted === 'all' || !isKeys ? completion : undefined);
    setChosen(-1);
  };
  const accept = (option: string) => {
    const { current } = field;
    if (!offer || !current) return;
    const caret = current.selectionStart ?? text.length;
    const begun = text.slice(0, offer.from) + option + (option.endsWith(':') ? '' : ' ');
    // The caret goes behind what was put in, once that is in the field.
    current.value = begun + text.slice(caret).trimStart();
    current.setSelectionRange(begun.length, begun.length);
    onText(current.value);
    propose(begun, 'values');
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
    const { key, currentTarget } = event;
    const option = options[chosen];
    const last = options.length - 1;
    if (key === 'ArrowDown' && !offer) {
      propose(text.slice(0, currentTarget.selectionStart ?? 0), 'all');
    } else if (key === 'ArrowDown' && offer) setChosen(chosen >= last ? 0 : chosen + 1);
    else if (key === 'ArrowUp' && offer) setChosen(chosen <= 0 ? last : chosen - 1);
    else if ((key === 'Enter' || key === 'Tab') && option !== undefined) accept(option);
    else if (key === 'Escape' && offer) close();
    else if (key === 'Escape' && text !== '') props.onClear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const optionId = (at: number) => `${id}-${at}`;
  return (
    <search class="filter-bar">
      <div class="filter-field">
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={message('flows_filter')}
          aria-autocomplete="list"
          aria-expanded={options.length > 0}
          aria-controls={`${id}-options`}
          aria-activedescendant={chosen >= 0 ? optionId(chosen) : undefined}
          aria-invalid={fault !== undefined}
          aria-describedby={fault && `${id}-fault`}
          aria-keyshortcuts="/"
          placeholder={message('flows_filter_hint')}
          title={message('flows_filter_help')}
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          value={text}
          onInput={({ currentTarget }) => {
            onText(currentTarget.value);
            propose(currentTarget.value.slice(0, currentTarget.selectionStart ?? 0), 'values');
          }}
          onKeyDown={onKeyDown}
          onBlur={close}
        />
        <div
          id={`${id}-options`}
          role="listbox"
          class="filter-options"
          aria-label={message('flows_filter_values')}
          hidden={options.length === 0}
        >
          {options.map((option, at) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and says which one is meant
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are pressed in the field
            <div
              key={option}
              id={optionId(at)}
              role="option"
              aria-selected={at === chosen}
              title={option}
              dir="auto"
              ref={at === chosen ? (node) => node?.scrollIntoView({ block: 'nearest' }) : null}
              // Pressing must not take the keyboard from the field.
              onPointerDown={(event) => event.preventDefault()}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => accept(option)}
            >
              {option}
            </div>
          ))}
        </div>
      </div>
      <label class="row tight">
        <input
          type="checkbox"
          checked={inverted}
          onChange={({ currentTarget }) => props.onInverted(currentTarget.checked)}
        />
        {message('filter_invert')}
      </label>
      {(text !== '' || inverted) && (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            props.onClear();
            field.current?.focus();
          }}
        >
          <Icon name="close" />
          <span class="word">{message('banks_clear_filter')}</span>
        </button>
      )}
      <Menu label={message('columns')} icon="columns" items={props.columns} />
      <p id={`${id}-fault`} class="problem filter-fault" role="status">
        {fault && message('filter_bad_pattern', fault.reason)}
      </p>
    </search>
  );
}
