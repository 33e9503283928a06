import { type Signal, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { message } from '../browser.ts';
import { dragBy } from './drag-by.ts';
import { remembered } from './remembered.ts';
import './split.css';

/** Pixels of the first of two panes, beside and above the second; `undefined`: what suits it. */
export interface SplitSizes {
  beside?: number | undefined;
  above?: number | undefined;
}

/** Where two panes meet, kept under a name. */
export function rememberedSplit(name: string): Signal<SplitSizes> {
  return remembered<SplitSizes>(name, {}, (kept) => {
    const { beside, above } = kept as { beside?: unknown; above?: unknown };
    return {
      ...(typeof beside === 'number' && { beside }),
      ...(typeof above === 'number' && { above }),
    };
  });
}

const ENOUGH_ROOM = '(min-width: 600px)';
// There is no window where views are drawn to text.
const room = typeof matchMedia === 'function' ? matchMedia(ENOUGH_ROOM) : undefined;
const sideBySide = signal(room?.matches ?? true);
room?.addEventListener('change', ({ matches }) => {
  sideBySide.value = matches;
});

/** Neither pane becomes smaller than this, in pixels. */
const LEAST_PX = 96;

interface SplitPanesProps {
  /** what is chosen from, and its class */
  start: ComponentChildren;
  startClass: string;
  /** what was chosen; without it there is one pane */
  end: ComponentChildren;
  endClass: string;
  sizes: Signal<SplitSizes>;
}

/** Two panes, side by side, or one above the other where room is short, with an edge between them that can be moved. */
export function SplitPanes(props: SplitPanesProps) {
  const { start, end, sizes } = props;
  const id = useId();
  const isSplit = Boolean(end);
  const { beside, above } = sizes.value;
  const style = {
    ...(beside !== undefined && { '--beside': `${beside}px` }),
    ...(above !== undefined && { '--above': `${above}px` }),
  };
  return (
    <div class={`panes${isSplit ? ' split' : ''}`} style={style}>
      <div id={id} class={props.startClass}>
        {start}
      </div>
      {isSplit && <Splitter controls={id} sizes={sizes} />}
      {isSplit && <div class={props.endClass}>{end}</div>}
    </div>
  );
}

/** The edge: dragged, moved by arrow keys, by a double click as wide as its rows want. */
function Splitter({ controls, sizes }: { controls: string; sizes: Signal<SplitSizes> }) {
  const edge = useRef<HTMLDivElement>(null);
  const side = sideBySide.value ? 'beside' : 'above';
  const [{ now, most }, setMeasured] = useState({ now: 0, most: 100 });
  const panes = () => {
    const before = edge.current?.previousElementSibling as HTMLElement;
    const whole = edge.current?.parentElement as HTMLElement;
    return side === 'beside'
      ? { now: before.offsetWidth, whole: whole.clientWidth, before }
      : { now: before.offsetHeight, whole: whole.clientHeight, before };
  };
  useLayoutEffect(() => {
    const measure = () => {
      const { now, whole } = panes();
      setMeasured({ now, most: Math.max(LEAST_PX, whole - LEAST_PX) });
    };
    const resizing = new ResizeObserver(measure);
    resizing.observe(panes().before);
    return () => resizing.disconnect();
  }, [side]);

  const move = (px: number) => {
    const size = Math.round(Math.max(LEAST_PX, Math.min(px, panes().whole - LEAST_PX)));
    sizes.value = { ...sizes.value, [side]: size };
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const [less, more] =
      side === 'above'
        ? ['ArrowUp', 'ArrowDown']
        : rtl
          ? ['ArrowRight', 'ArrowLeft']
          : ['ArrowLeft', 'ArrowRight'];
    const step = event.shiftKey ? 50 : 10;
    if (event.key === less) move(panes().now - step);
    else if (event.key === more) move(panes().now + step);
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(Number.POSITIVE_INFINITY);
    else if (event.key === 'Enter') move(fitting(panes().before, side));
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      ref={edge}
      role="separator"
      class="splitter"
      tabIndex={0}
      aria-label={message('splitter')}
      aria-controls={controls}
      aria-orientation={side === 'beside' ? 'vertical' : 'horizontal'}
      aria-valuemin={LEAST_PX}
      aria-valuemax={most}
      aria-valuenow={Math.max(LEAST_PX, Math.min(now, most))}
      onKeyDown={onKeyDown}
      onDblClick={() => move(fitting(panes().before, side))}
      onPointerDown={(event) => {
        const { now } = panes();
        event.currentTarget.focus();
        dragBy(event, ({ inline, block }) => move(now + (side === 'beside' ? inline : block)));
      }}
    />
  );
}

/** How much room the table in a pane wants, so that nothing in it is cut off. */
function fitting(pane: HTMLElement, side: keyof SplitSizes): number {
  const table = pane.querySelector('table');
  if (!table) return 0;
  if (side === 'above') return table.offsetHeight + 2;
  const { style } = table;
  style.tableLayout = 'auto';
  style.inlineSize = 'max-content';
  const { offsetWidth } = table;
  style.tableLayout = '';
  style.inlineSize = '';
  return offsetWidth + pane.offsetWidth - pane.clientWidth;
}
