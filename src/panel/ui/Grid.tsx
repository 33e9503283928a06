import type { ComponentChildren } from 'preact';
import { useContext, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { copyText, message } from '../browser.ts';
import { isKey } from '../keys/key-press.ts';
import { StoreContext } from '../store-context.ts';
import { GridHead } from './GridHead.tsx';
import { type GridLayout, sortRows } from './grid-layout.ts';
import { Icon } from './Icon.tsx';
import { indexOfRow, targetRow, useRowFocus } from './row-focus.ts';
import { useRowWindow } from './row-window.ts';
import './grid.css';

export interface GridColumn<Row> {
  id: string;
  label: string;
  cell(row: Row): ComponentChildren;
  /** in full, where a cell may be too narrow for it */
  title?(row: Row): string;
  sortBy(row: Row): string | number;
}

/** Where something is to open: at a place in the window, or below an element. */
export type Place = { x: number; y: number } | HTMLElement;

export interface GridProps<Row> {
  label: string;
  class: string;
  /** the first one is always shown */
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** as many rows are drawn whole, for the browser's own search; of more only those that are seen */
  whole: number;
  /** accessible name of a row; without it, what its cells say */
  nameOf?(row: Row): string;
  selectedKey: string | undefined;
  layout: GridLayout;
  /** id of the column by which rows come, the greatest first: new ones then stand first, or last where it ascends */
  grows?: string;
  onLayout(layout: GridLayout): void;
  onSelect(key: string): void;
  /** the Delete key was pressed on its row */
  onDelete?(row: Row): void;
  /** accessible name of the button that opens a row's menu */
  menuNameOf?(row: Row): string;
  /** a menu was asked for: of a row, or of the head */
  onMenu?(row: Row | undefined, place: Place): void;
}

/**
 * Rows with one stop for the Tab key; the selection follows the arrow keys, over rows too that are not drawn. What
 * scrolls is the grid's parent.
 */
export function Grid<Row>(props: GridProps<Row>) {
  const { rows, keyOf, whole, selectedKey, layout, grows, onSelect, onDelete, onMenu } = props;
  const { sort, hidden } = layout;
  const toast = useContext(StoreContext)?.toast;
  const table = useRef<HTMLTableElement>(null);
  const [pointed, setPointed] = useState<string>();
  const ordered = useMemo(() => {
    const by = props.columns.find(({ id }) => id === sort?.column)?.sortBy;
    const isSorted = sort?.column === grows && sort?.descending;
    return by && sort && !isSorted
      ? sortRows(rows, by, sort.descending, message('locale_tag'))
      : rows;
  }, [rows, sort]);
  const columns = props.columns.filter(({ id }, at) => at === 0 || !hidden.includes(id));
  const keyAt = (at: number) => {
    const row = ordered[at];
    return row === undefined ? undefined : keyOf(row);
  };
  const indexOf = (key: string | undefined) =>
    key === undefined ? -1 : ordered.findIndex((row) => keyOf(row) === key);

  const growsAtEnd = grows !== undefined && grows === sort?.column && !sort.descending;
  const order = JSON.stringify(sort);
  const [from, to] = useRowWindow({ table, rows: ordered, keyOf, whole, order, growsAtEnd });
  const focus = useRowFocus(table, keyAt, indexOf);
  const selectedAt = indexOf(selectedKey);
  const focusedAt = indexOf(focus.key);
  const active = focusedAt < 0 ? Math.max(selectedAt, 0) : focusedAt;

  // A row may be chosen from elsewhere.
  useLayoutEffect(() => {
    const selected = table.current?.querySelector('[aria-selected="true"]');
    selected?.scrollIntoView({ block: 'nearest' });
  }, [selectedKey]);

  const rowOf = ({ target }: Event): Row | undefined => {
    const row = target instanceof Element && target.closest('[data-row]');
    return row ? ordered[indexOfRow(row)] : undefined;
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const row = rowOf(event);
    // A button in a row has its keys for itself.
    if (row === undefined || !(event.target as Element).matches('[data-row]')) return;
    const page = Math.floor((table.current?.parentElement?.clientHeight ?? 0) / ROW_PX);
    const at = targetRow(event.key, ordered.indexOf(row), ordered.length, Math.max(page - 2, 1));
    const key = at === undefined ? undefined : keyAt(at);
    if (key !== undefined) {
      focus.moveTo(key);
      onSelect(key);
    } else if (onDelete && isKey(event, 'row_delete')) onDelete(row);
    else if (onMenu && isKey(event, 'row_menu')) onMenu(row, event.target as HTMLElement);
    else if (isKey(event, 'row_copy') && getSelection()?.isCollapsed) {
      const { cells } = event.target as HTMLTableRowElement;
      const copied = copyText([...cells].map(({ innerText }) => innerText.trim()).join('\t'));
      if (copied && toast) toast.value = message('toast_copied');
    } else return;
    event.preventDefault();
  };
  // In other rows nobody would see it.
  const hasButton = (at: number, key: string) =>
    key === pointed || at === active || at === selectedAt || CANNOT_POINT;
  const onPointerOver = (event: PointerEvent) => {
    const row = onMenu && rowOf(event);
    if (row) setPointed(keyOf(row));
  };
  const onContextMenu = (event: MouseEvent) => {
    if (!onMenu) return;
    event.preventDefault();
    onMenu(rowOf(event), { x: event.clientX, y: event.clientY });
  };
  const always = ordered.length > 0 ? [active, Math.max(selectedAt, 0)] : [];
  const drawn = [...new Set([...range(from, to), ...always])].sort((a, b) => a - b);
  let next = 0;
  return (
    <table
      ref={table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are chosen with the arrow keys, and columns still line up as a table
      role="grid"
      class={`grid ${props.class}`}
      aria-label={props.label}
      aria-rowcount={ordered.length + 1}
      onContextMenu={onContextMenu}
    >
      <GridHead columns={columns} layout={layout} onLayout={props.onLayout} />
      <tbody
        onKeyDown={onKeyDown}
        onFocusIn={focus.onFocusIn}
        onFocusOut={focus.onFocusOut}
        onPointerOver={onPointerOver}
      >
        {drawn.flatMap((at) => {
          const row = ordered[at] as Row;
          const key = keyOf(row);
          const gap = at - next;
          next = at + 1;
          return [
            gap > 0 && <Gap key={`before ${key}`} rows={gap} />,
            <tr
              key={key}
              data-row
              class={at % 2 === 1 ? 'even' : ''}
              aria-rowindex={at + 2}
              aria-label={props.nameOf?.(row)}
              aria-selected={at === selectedAt}
              tabIndex={at === active ? 0 : -1}
              onClick={({ currentTarget, target }) => {
                if (target instanceof Element && target.closest('button')) return;
                currentTarget.focus({ preventScroll: true });
                onSelect(key);
              }}
            >
              {columns.map((column, place) => (
                <td key={column.id} class={`column-${column.id}`} title={column.title?.(row)}>
                  {column.cell(row)}
                  {place === 0 && onMenu && hasButton(at, key) && (
                    <button
                      type="button"
                      class="quiet icon-only row-menu"
                      tabIndex={-1}
                      aria-haspopup="menu"
                      aria-label={props.menuNameOf?.(row)}
                      title={props.menuNameOf?.(row)}
                      onClick={({ currentTarget }) => onMenu(row, currentTarget)}
                    >
                      <Icon name="more" />
                    </button>
                  )}
                </td>
              ))}
            </tr>,
          ];
        })}
        {next < ordered.length && <Gap key="after" rows={ordered.length - next} />}
      </tbody>
    </table>
  );
}

/** By touch alone no row is ever under the pointer. */
const CANNOT_POINT = typeof matchMedia === 'function' && matchMedia('(hover: none)').matches;

/** As high as a row at the browser's usual text size: a page of rows may be off by what text was enlarged. */
const ROW_PX = 24;

/** Room for rows that are not drawn. */
function Gap({ rows }: { rows: number }) {
  // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: no row is there, and nothing is in it
  return <tr role="none" style={{ blockSize: `${rows * 2}rem` }} />;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_none, at) => from + at);
}
