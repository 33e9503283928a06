import { useId, useRef } from 'preact/hooks';
import { Icon, type IconName } from './Icon.tsx';
import './menu.css';

export interface MenuItem {
  label: string;
  icon: IconName;
  /** stands apart from what comes before it */
  apart?: boolean;
  run(): void;
}

/** A button that opens a list of things to do. Arrow keys move in it, Escape closes it. */
export function Menu({ label, items }: { label: string; items: readonly MenuItem[] }) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    // The browser closes the list; what is around it is not to close with it.
    if (event.key === 'Escape') event.stopPropagation();
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons.at(to % buttons.length)?.focus();
  };
  return (
    <>
      <button
        type="button"
        class="quiet icon-only menu-button"
        aria-haspopup="menu"
        popovertarget={id}
        title={label}
        style={{ anchorName: `--${id}` }}
      >
        <Icon name="more" />
        <span class="visually-hidden">{label}</span>
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        class="menu"
        style={{ positionAnchor: `--${id}` }}
        onKeyDown={onKeyDown}
        onToggle={(event) => {
          if (event.newState === 'open') event.currentTarget.querySelector('button')?.focus();
        }}
      >
        {items.map(({ label: word, icon, apart, run }) => (
          <button
            key={word}
            type="button"
            role="menuitem"
            class={`quiet${apart ? ' apart' : ''}`}
            onClick={() => {
              list.current?.hidePopover();
              run();
            }}
          >
            <Icon name={icon} />
            {word}
          </button>
        ))}
      </div>
    </>
  );
}
