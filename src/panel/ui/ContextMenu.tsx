import { render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Place } from './Grid.tsx';
import { type MenuItem, MenuList } from './Menu.tsx';

const MARGIN_PX = 4;

interface ContextMenuProps {
  label: string;
  items: readonly MenuItem[];
  place: Place;
  /** `back` says that the keyboard goes where it came from */
  onClose(back: boolean): void;
}

/**
 * A menu at a place: Escape, a press elsewhere and what takes the keyboard away close it. It is no `auto` popover: the
 * button of the mouse that opened it is still down, and letting go would close that.
 */
export function ContextMenu({ label, items, place, onClose }: ContextMenuProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const menu = list.current;
    if (!menu) return;
    menu.showPopover();
    const [fromInline, fromBlock] = startOf(place);
    const { innerWidth, innerHeight } = window;
    const { offsetWidth, offsetHeight } = menu;
    const within = (at: number, size: number, room: number) =>
      `${Math.max(MARGIN_PX, Math.min(at, room - size - MARGIN_PX))}px`;
    menu.style.insetInlineStart = within(fromInline, offsetWidth, innerWidth);
    menu.style.insetBlockStart = within(fromBlock, offsetHeight, innerHeight);
    menu.querySelector('button')?.focus();
  }, []);
  return (
    <MenuList
      list={list}
      popover="manual"
      label={label}
      items={items}
      class="menu at-place"
      onChosen={() => onClose(true)}
      onEscape={() => onClose(true)}
      onContextMenu={(event) => event.preventDefault()}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) onClose(false);
      }}
    />
  );
}

/** A place in pixels from where lines begin, and from the top. */
function startOf(place: Place): [inline: number, block: number] {
  const isRtl = getComputedStyle(document.documentElement).direction === 'rtl';
  const { x, y } =
    place instanceof HTMLElement ? cornerOf(place.getBoundingClientRect(), isRtl) : place;
  return [isRtl ? window.innerWidth - x : x, y];
}

/** Below an element; of a wide one, such as a row, a little way into it. */
function cornerOf({ left, right, bottom, width }: DOMRect, isRtl: boolean) {
  const inset = width > 100 ? 24 : 0;
  return { x: isRtl ? right - inset : left + inset, y: bottom };
}

/** Opens a menu, and gives the keyboard back to where it was when the menu closes. */
export function openContextMenu(label: string, place: Place, items: readonly MenuItem[]): void {
  const host = document.createElement('div');
  const before = place instanceof HTMLElement ? place : document.activeElement;
  let isOpen = true;
  const onClose = (back: boolean) => {
    // Taking the menu away takes the keyboard away from it, which would close it once more.
    if (!isOpen) return;
    isOpen = false;
    host.remove();
    render(null, host);
    if (back && before instanceof HTMLElement) before.focus();
  };
  document.body.append(host);
  render(<ContextMenu label={label} place={place} items={items} onClose={onClose} />, host);
}
