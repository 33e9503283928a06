import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface RowFocus {
  /** key of the row that has the keyboard, or had it last */
  key: string | undefined;
  /** Gives the keyboard to a row, which may have to be drawn first. */
  moveTo(key: string): void;
  onFocusIn(event: FocusEvent): void;
  onFocusOut(event: FocusEvent): void;
}

/**
 * The keyboard's place in rows of which not all are drawn. Where its row is taken away, the one that takes that place
 * gets it.
 *
 * @param keys of all rows, in order
 */
export function useRowFocus(
  table: RefObject<HTMLTableElement | null>,
  keyAt: (at: number) => string | undefined,
  indexOf: (key: string | undefined) => number,
): RowFocus {
  const [key, setKey] = useState<string>();
  const at = useRef(0);
  const wanted = useRef(false);
  useLayoutEffect(() => {
    const now = indexOf(key);
    if (now >= 0) at.current = now;
    else if (key !== undefined && document.activeElement === document.body) {
      wanted.current = true;
      setKey(keyAt(at.current) ?? keyAt(at.current - 1));
      return;
    }
    const row = wanted.current && rowAt(table.current, now);
    if (!row) return;
    wanted.current = false;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  });
  return {
    key,
    moveTo(to) {
      wanted.current = true;
      setKey(to);
    },
    onFocusIn({ target }) {
      const row = target instanceof Element && target.closest('[data-row]');
      if (row) setKey(keyAt(indexOfRow(row)));
    },
    onFocusOut({ relatedTarget }) {
      const stays = relatedTarget instanceof Element && table.current?.contains(relatedTarget);
      if (relatedTarget && !stays) setKey(undefined);
    },
  };
}

/** The place of a drawn row among all rows. The head is the first row that a screen reader counts. */
export function indexOfRow(row: Element): number {
  return Number(row.getAttribute('aria-rowindex')) - 2;
}

function rowAt(table: HTMLTableElement | null, at: number): HTMLElement | null | undefined {
  return table?.querySelector<HTMLElement>(`[data-row][aria-rowindex="${at + 2}"]`);
}

/** The row that a key leads to; `undefined` for keys that are not the grid's. */
export function targetRow(
  key: string,
  at: number,
  count: number,
  page: number,
): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -count,
    End: count,
    Enter: 0,
    ' ': 0,
  };
  const step = steps[key];
  return step === undefined ? undefined : Math.max(0, Math.min(at + step, count - 1));
}
