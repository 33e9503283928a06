import { effect, type Signal, signal } from '@preact/signals';

/** Everything that is remembered stands under this one key, so that it can be forgotten in one go. */
const KEY = 'panel_layout';

/** Goes back to the fallbacks; one for each remembered value. */
const resets = new Set<() => void>();

/**
 * A signal whose value outlives the panel: how it is laid out, what was chosen last. Never a secret, an
 * address or anything that a bank said: `localStorage` of the extension's pages is readable on disk.
 * Without a working `localStorage` (unit tests, a browser that blocks it) it is an ordinary signal.
 *
 * @param name under which it is kept: give each name once
 * @param fallback what holds until something is kept; it is not written down
 * @param parse reads what was kept, by this version or another; `undefined` gives the fallback
 */
export function remembered<T>(
  name: string,
  fallback: T,
  parse: (kept: unknown) => T | undefined,
): Signal<T> {
  const stored = readAll()[name] ?? undefined;
  const value = signal(stored === undefined ? fallback : (parse(stored) ?? fallback));
  resets.add(() => {
    value.value = fallback;
  });
  let kept = value.peek();
  effect(() => {
    if (value.value === kept) return;
    kept = value.value;
    write(name, kept === fallback ? undefined : kept);
  });
  return value;
}

/** Puts every remembered value back to its fallback, here and for the next panel. */
export function forgetRemembered(): void {
  for (const reset of resets) reset();
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing can be kept where there is no storage.
  }
}

/** What is kept, by name; another panel may have written since. */
function readAll(): Record<string, unknown> {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof all === 'object' && all !== null ? { ...all } : {};
  } catch {
    return {};
  }
}

function write(name: string, value: unknown): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...readAll(), [name]: value }));
  } catch {
    // A layout that is not remembered is no failure: storage may be blocked or full.
  }
}
