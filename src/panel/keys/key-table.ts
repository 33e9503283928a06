/** Where a key holds: in the whole panel, in a list of rows, or in the find bar. */
export type KeyPlace = 'panel' | 'rows' | 'find_bar';

interface KeyEntry {
  place: KeyPlace;
  /** as `tinykeys` writes them, e.g. `Control+e`; the first of those that look alike is shown */
  keys: readonly string[];
  /** on macOS, where they are others */
  mac?: readonly string[];
}

/**
 * Every key that the panel listens to. Handlers, `aria-keyshortcuts`, tooltips and the key help are made of
 * it; what a key does is said in the message `key_<id>`. Of two with the same key the earlier one comes first.
 *
 * Some keyboards have `?` and `/` behind Shift and some have not, so that both stand here.
 */
export const keyTable = {
  watch: { place: 'panel', keys: ['Control+e'], mac: ['Meta+e'] },
  clear: { place: 'panel', keys: ['Control+l'], mac: ['Meta+k'] },
  find: { place: 'panel', keys: ['Control+f'], mac: ['Meta+f'] },
  find_next: { place: 'panel', keys: ['F3'], mac: ['F3', 'Meta+g'] },
  find_previous: { place: 'panel', keys: ['Shift+F3'], mac: ['Shift+F3', 'Shift+Meta+g'] },
  focus_filter: { place: 'panel', keys: ['/', 'Shift+/'] },
  find_close: { place: 'panel', keys: ['Escape'] },
  close: { place: 'panel', keys: ['Escape'] },
  key_help: { place: 'panel', keys: ['?', 'Shift+?'] },
  find_bar_next: { place: 'find_bar', keys: ['Enter'] },
  find_bar_previous: { place: 'find_bar', keys: ['Shift+Enter'] },
  row_move: {
    place: 'rows',
    keys: ['ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
  },
  row_open: { place: 'rows', keys: ['Enter'] },
  row_copy: { place: 'rows', keys: ['Control+c'], mac: ['Meta+c'] },
  row_delete: { place: 'rows', keys: ['Delete'], mac: ['Backspace', 'Delete'] },
  row_menu: { place: 'rows', keys: ['Shift+F10', 'ContextMenu'], mac: ['Shift+F10'] },
} as const satisfies Record<string, KeyEntry>;

export type KeyId = keyof typeof keyTable;

/** What is bound in the whole panel; the other keys belong to the part that holds the focus. */
export type CommandId = {
  [Id in KeyId]: (typeof keyTable)[Id]['place'] extends 'panel' ? Id : never;
}[KeyId];

const isMac = typeof navigator === 'object' && /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** The keys of an entry on this computer, or on one that is named, as `tinykeys` writes them. */
export function keysOf(id: KeyId, mac: boolean = isMac): readonly string[] {
  const { keys, mac: others = keys }: KeyEntry = keyTable[id];
  return mac ? others : keys;
}
