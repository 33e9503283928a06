import { findText, MOST_MATCHES } from './find-text.ts';

/** Every place on the screen where a text can be seen, in the order of the page. */
export function findInScreen(root: Element, query: string): Range[] {
  const ranges: Range[] = [];
  if (query === '') return ranges;
  for (const line of visibleLines(root)) {
    const pieces = line.map(({ data }) => data);
    for (const { start, end } of findText(pieces, query, MOST_MATCHES - ranges.length)) {
      const range = document.createRange();
      const [first, last] = [line[start.piece], line[end.piece]];
      if (!first || !last) continue;
      range.setStart(first, start.offset);
      range.setEnd(last, end.offset);
      ranges.push(range);
    }
  }
  return ranges;
}

/** Texts that are drawn as one: a URL is one line, though each of its parameters has a colour of its own. */
function visibleLines(root: Element): Text[][] {
  const lines: Text[][] = [];
  const blocks = new Map<Element, Element>();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let block: Element | undefined;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement;
    if (!around?.checkVisibility() || around.closest('.visually-hidden, option')) continue;
    const own = blockAround(around, blocks);
    if (own === block) lines.at(-1)?.push(node as Text);
    else lines.push([node as Text]);
    block = own;
  }
  return lines;
}

function blockAround(element: Element, known: Map<Element, Element>): Element {
  const before = known.get(element);
  if (before) return before;
  const { parentElement } = element;
  const isInline = getComputedStyle(element).display === 'inline' && parentElement;
  const block = isInline ? blockAround(parentElement, known) : element;
  known.set(element, block);
  return block;
}

/** Brings a place into view, in everything around it that scrolls. */
export function scrollTo(range: Range): void {
  for (let box = range.startContainer.parentElement; box; box = box.parentElement) {
    const hidden = box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth;
    if (!hidden || getComputedStyle(box).overflow === 'visible') continue;
    const around = box.getBoundingClientRect();
    const place = range.getBoundingClientRect();
    if (place.top < around.top || place.bottom > around.bottom) {
      box.scrollTop += place.top - around.top - box.clientHeight / 2;
    }
    if (place.left < around.left || place.right > around.right) {
      box.scrollLeft += place.left - around.left - box.clientWidth / 2;
    }
  }
}
