import type { ComponentProps, RefObject } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { Icon, type IconName } from './Icon.tsx';
import './menu.css';

export interface MenuItem {
  label: string;
  icon: IconName;
  /** stands apart from what comes before it */
  apart?: boolean;
  /** of something that can be on or off */
  checked?: boolean;
  run(): void;
}

interface MenuListProps extends ComponentProps<'div'> {
  list: RefObject<HTMLDivElement | null>;
  label: string;
  items: readonly MenuItem[];
  /** before what was chosen is done */
  onChosen(): void;
  onEscape?(): void;
}

/** Things to do. Arrow keys, Home and End move in it. */
export function MenuList({ list, label, items, onChosen, onEscape, ...rest }: MenuListProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    // What is around the menu is not to close with it.
    if (event.key === 'Escape') event.stopPropagation();
    if (event.key === 'Escape') onEscape?.();
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons.at(to % buttons.length)?.focus();
  };
  return (
    <div ref={list} role="menu" aria-label={label} class="menu" onKeyDown={onKeyDown} {...rest}>
      {items.map(({ label: word, icon, apart, checked, run }) => (
        <button
          key={word}
          type="button"
          role={checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
          {...(checked !== undefined && { 'aria-checked': checked })}
          class={`quiet${apart ? ' apart' : ''}`}
          onClick={() => {
            onChosen();
            run();
          }}
        >
          {checked === false ? <span class="icon" /> : <Icon name={checked ? 'check' : icon} />}
          {word}
        </button>
      ))}
    </div>
  );
}

interface MenuProps {
  label: string;
  items: readonly MenuItem[];
  icon?: IconName;
}

/** A button that opens a list of things to do; Escape closes it. */
export function Menu({ label, items, icon = 'more' }: MenuProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
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
        <Icon name={icon} />
        <span class="visually-hidden">{label}</span>
      </button>
      <MenuList
        list={list}
        id={id}
        popover="auto"
        label={label}
        items={items}
        style={{ positionAnchor: `--${id}` }}
        onToggle={(event) => {
          if (event.newState === 'open') event.currentTarget.querySelector('button')?.focus();
        }}
        onChosen={() => list.current?.hidePopover()}
      />
    </>
  );
}
