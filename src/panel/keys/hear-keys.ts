import { runCommand } from './commands.ts';
import { isKey, isTyping } from './key-press.ts';
import { type CommandId, type KeyId, keyTable } from './key-table.ts';

const commands = (Object.keys(keyTable) as KeyId[]).filter(
  (id): id is CommandId => keyTable[id].place === 'panel',
);

/**
 * Runs the panel's commands by their keys. A key that did something is kept from the browser, which would
 * search the web by Ctrl+K, and from DevTools, which hears what its panels leave on their `document`.
 */
export function hearKeys(root: HTMLElement): void {
  root.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || isTyping(event)) return;
    // The browser closes these by itself, and nothing behind them is to go with them.
    if (event.key === 'Escape' && root.querySelector('dialog:modal, :popover-open')) {
      event.stopPropagation();
      return;
    }
    const pressed = commands.filter((id) => isKey(event, id));
    const ran = pressed.some((id) => (event.repeat && !mayRepeat(id)) || runCommand(id));
    if (!ran) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** A key that is held down goes on finding; it switches nothing on and off. */
function mayRepeat(id: CommandId): boolean {
  return id === 'find_next' || id === 'find_previous';
}
