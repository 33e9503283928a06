import { message } from '../browser.ts';
import { type KeyId, keysOf } from './key-table.ts';

const ARROWS: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
};
const NAMED = [
  'Control',
  'Meta',
  'Shift',
  'Escape',
  'Enter',
  'Delete',
  'Backspace',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'ContextMenu',
] as const;

/** The keys of an entry as they are printed on keyboards, each with those that are held with it. */
export function keyCaps(id: KeyId, mac?: boolean): string[][] {
  const written = keysOf(id, mac).map((keys) => keys.split(/\b\+/));
  const shown = written.filter(
    ([first, second]) => !(first === 'Shift' && second && !/\w/.test(second)),
  );
  return shown.map((parts) => parts.map(capOf));
}

function capOf(key: string): string {
  const named = NAMED.find((name) => name === key);
  if (named) return message(`keycap_${named}`);
  return ARROWS[key] ?? key.toUpperCase();
}

/** A tooltip that tells the key too, e.g. "Clear (Ctrl+L)". */
export function withKey(text: string, id: KeyId): string {
  const [first = []] = keyCaps(id);
  return message('key_tooltip', text, first.join('+'));
}

/** What `aria-keyshortcuts` says of an entry. */
export function ariaKeys(id: KeyId): string {
  return keysOf(id)
    .map((keys) =>
      keys.replace(/\b\+([a-z])$/, (_match, letter: string) => `+${letter.toUpperCase()}`),
    )
    .join(' ');
}
