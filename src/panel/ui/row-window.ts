import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Rows that are drawn before anything can be measured. */
const FIRST = 20;
/** Rows that are drawn beyond what is seen, on either side. */
const SPARE = 3;
/** The window moves by so many rows, so that not every step of a scroll draws anew. */
const STEP = 2;

interface WindowedRows<Row> {
  /** its parent scrolls; its rows, marked `data-row`, are of one height */
  table: RefObject<HTMLTableElement | null>;
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** as many rows are drawn whole: the browser's own search finds all of them */
  whole: number;
  /** says how the rows are ordered: in another order the list begins at its top */
  order: string;
  /** new rows come last, so that who is at the end stays there */
  growsAtEnd: boolean;
}

/** What of the rows is to be drawn. What a person reads stays where it is while rows come and go above it. */
export function useRowWindow<Row>(list: WindowedRows<Row>): [from: number, to: number] {
  const { table, rows, keyOf, whole, order, growsAtEnd } = list;
  const [drawn, setDrawn] = useState<[number, number]>([0, FIRST]);
  const seen = useRef({ order, key: undefined as string | undefined, at: 0, atEnd: true });

  const look = () => {
    const view = viewOf(table.current);
    if (!view) return;
    const { above, height, rowHeight, scroller } = view;
    const first = Math.max(0, Math.floor(above / rowHeight));
    const [at, row] = [first, rows[first]];
    const left = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    seen.current = { order, at, atEnd: left < 2, key: above > 0 && row ? keyOf(row) : undefined };
    if (rows.length <= whole) return;
    const from = Math.max(0, Math.floor((first - SPARE) / STEP) * STEP);
    const last = first + Math.ceil(height / rowHeight);
    const to = Math.ceil((last + SPARE) / STEP) * STEP;
    setDrawn((was) => (was[0] === from && was[1] === to ? was : [from, to]));
  };
  const settle = () => {
    const view = viewOf(table.current);
    const { key, at, atEnd, order: before } = seen.current;
    if (view) {
      const { scroller, rowHeight } = view;
      const now = key === undefined ? -1 : rows.findIndex((row) => keyOf(row) === key);
      if (before !== order) scroller.scrollTop = 0;
      else if (growsAtEnd && atEnd) scroller.scrollTop = scroller.scrollHeight;
      else if (now >= 0) scroller.scrollTop += (now - at) * rowHeight;
    }
    look();
  };
  const latest = useRef({ look, settle });
  latest.current = { look, settle };
  const frame = useRef(0);

  useLayoutEffect(() => {
    const scroller = table.current?.parentElement;
    if (!scroller) return;
    const onChange = () => latest.current.look();
    scroller.addEventListener('scroll', onChange, { passive: true });
    const resizing = new ResizeObserver(onChange);
    resizing.observe(scroller);
    return () => {
      scroller.removeEventListener('scroll', onChange);
      resizing.disconnect();
      cancelAnimationFrame(frame.current);
    };
  }, []);

  const isFirst = useRef(true);
  // To measure is to lay out: done before the next frame is painted, so that it comes with that, and once.
  useLayoutEffect(() => {
    if (isFirst.current) latest.current.settle();
    else
      frame.current ||= requestAnimationFrame(() => {
        frame.current = 0;
        latest.current.settle();
      });
    isFirst.current = false;
  }, [rows, order]);

  return rows.length <= whole ? [0, rows.length] : [drawn[0], Math.min(drawn[1], rows.length)];
}

/** How much of the rows is above what is seen, how much is seen, and how high each is, in pixels. */
function viewOf(table: HTMLTableElement | null) {
  const scroller = table?.parentElement;
  const body = table?.tBodies[0];
  const rowHeight = body?.querySelector('[data-row]')?.getBoundingClientRect().height;
  // What is hidden has no height.
  if (!scroller || !body || !rowHeight) return undefined;
  const head = table.tHead?.offsetHeight ?? 0;
  const top = scroller.getBoundingClientRect().top + scroller.clientTop + head;
  const above = top - body.getBoundingClientRect().top;
  return { scroller, rowHeight, above, height: scroller.clientHeight - head };
}
