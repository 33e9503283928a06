import { matchKeyBindingPress, parseKeybinding } from 'tinykeys';
import { type KeyId, keysOf } from './key-table.ts';

/** True when an event is one of the keys that the table has for something. */
export function isKey(event: KeyboardEvent, id: KeyId): boolean {
  return keysOf(id).some((keys) => {
    const [press] = parseKeybinding(keys);
    return press !== undefined && matchKeyBindingPress(event, press);
  });
}

/** True when a key would type something where the focus is, so that it is not ours. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1) return false;
  const target = event.target as Partial<Element> | null;
  return Boolean(target?.closest?.('input, textarea, select, [contenteditable="true"]'));
}
