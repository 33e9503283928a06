/**
 * Moves the focus over the rows of a grid as its keys say, and gives the row to choose; `undefined` for
 * keys that are not the grid's. Rows carry `data-row`.
 */
export function moveInRows(
  event: KeyboardEvent & { currentTarget: HTMLElement },
): number | undefined {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const focused = rows.findIndex((row) => row.matches(':focus'));
  const to = targetRow(event.key, focused, rows.length);
  const row = to === undefined ? undefined : rows[to];
  if (!row) return undefined;
  event.preventDefault();
  row.focus();
  return to;
}

function targetRow(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'PageDown':
      return Math.min(at + 10, count - 1);
    case 'PageUp':
      return Math.max(at - 10, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'Enter':
    case ' ':
      return at;
    default:
      return undefined;
  }
}
