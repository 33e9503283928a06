import { dragBy } from './drag-by.ts';
import type { GridColumn } from './Grid.tsx';
import type { GridLayout } from './grid-layout.ts';
import { Icon } from './Icon.tsx';

const KEY_STEP_PX = 10;
const NARROWEST_REM = 3;

interface GridHeadProps<Row> {
  /** those that are shown */
  columns: readonly GridColumn<Row>[];
  layout: GridLayout;
  onLayout(layout: GridLayout): void;
}

/**
 * The head of a grid: one stop for the Tab key, arrow keys move in it, Enter sorts. A column becomes wider or narrower
 * by its edge, or by Shift and an arrow key; a double click on the edge gives it its first width back.
 */
export function GridHead<Row>({ columns, layout, onLayout }: GridHeadProps<Row>) {
  const { sort, widths } = layout;
  const setWidth = (head: Element, id: string, px: number) => {
    const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const width = Math.max(NARROWEST_REM, Math.round((px / remPx) * 10) / 10);
    if (head.clientWidth > 0) onLayout({ ...layout, widths: { ...widths, [id]: width } });
  };
  const onKeyDown = (event: KeyboardEvent, id: string) => {
    const { target, key, shiftKey } = event;
    const head = target instanceof Element && target.closest('th');
    if (!head || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return;
    event.preventDefault();
    const forward = (key === 'ArrowRight') !== (getComputedStyle(head).direction === 'rtl');
    const sign = forward ? 1 : -1;
    if (shiftKey) setWidth(head, id, head.getBoundingClientRect().width + sign * KEY_STEP_PX);
    else {
      const beside = forward ? head.nextElementSibling : head.previousElementSibling;
      beside?.querySelector('button')?.focus();
    }
  };
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ id, label }, at) => {
          const width = widths[id];
          const direction = sort?.column !== id ? undefined : sort.descending;
          return (
            <th
              key={id}
              scope="col"
              class={`column-${id}`}
              aria-sort={direction === undefined ? 'none' : direction ? 'descending' : 'ascending'}
              style={width === undefined ? undefined : { inlineSize: `${width}rem` }}
            >
              <button
                type="button"
                class="quiet"
                tabIndex={at === 0 ? 0 : -1}
                aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
                onKeyDown={(event) => onKeyDown(event, id)}
                onClick={() =>
                  onLayout({ ...layout, sort: { column: id, descending: direction === false } })
                }
              >
                <span class="word" title={label}>
                  {label}
                </span>
                {direction !== undefined && <Icon name={direction ? 'down' : 'up'} />}
              </button>
              <span
                class="column-edge"
                aria-hidden="true"
                onPointerDown={(event) => {
                  const head = event.currentTarget.closest('th');
                  const before = head?.getBoundingClientRect().width ?? 0;
                  if (head) dragBy(event, ({ inline }) => setWidth(head, id, before + inline));
                }}
                onDblClick={() => {
                  const { [id]: _given, ...others } = widths;
                  onLayout({ ...layout, widths: others });
                }}
              />
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
