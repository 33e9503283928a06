import type { Page } from 'puppeteer-core';
import { z } from 'zod';

/**
 * What of a page as it is now cannot be read or reached, a line for each fault: text that is cut or runs out of its
 * box, a page or pane that has to be pushed sideways, things to press that lie upon one another.
 */
export async function layoutFaults(page: Page): Promise<string[]> {
  return z.array(z.string()).parse(await page.evaluate(measure));
}

/** Runs in the page, so it holds no function with a name. */
function measure(): string[] {
  const found: (string | Element)[][] = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) found.push([`the page is ${wide} px wider than its window`]);

  const spoken = new Set<Element | null>();
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    if (element instanceof SVGElement || !element.checkVisibility()) continue;
    // Native fields scroll what is too long for them.
    if (/^(INPUT|SELECT|OPTION|OPTGROUP|TEXTAREA)$/.test(element.tagName)) continue;
    const style = getComputedStyle(element);
    // What only assistive technology reads has no size.
    if (style.clipPath !== 'none' || spoken.has(element.parentElement)) {
      spoken.add(element);
      continue;
    }
    const isInline = style.display === 'inline' || style.display === 'contents';
    const beyond = isInline ? 0 : element.scrollWidth - element.clientWidth;
    // What can be focused can be pushed by keys, and was meant so.
    if (beyond > 1 && /auto|scroll/.test(style.overflowX) && element.tabIndex !== 0) {
      found.push([element, `has to be pushed sideways by ${beyond} px`]);
    }
    if (beyond > 1 && /hidden|clip/.test(style.overflowX)) {
      const told = element.closest('[title]') ?? element.querySelector('[title]');
      if (style.textOverflow !== 'ellipsis') found.push([element, 'is cut']);
      else if (!told) found.push([element, 'is cut, and no title has the whole of it']);
    }
    const hasText = [...element.childNodes].some(
      (child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim(),
    );
    if (!hasText || style.textOverflow === 'ellipsis') continue;
    // Text against the nearest boxes around it that paint an edge or cut.
    const range = document.createRange();
    range.selectNodeContents(element);
    const text = range.getBoundingClientRect();
    for (let box: HTMLElement | null = element; box; box = box.parentElement) {
      const look = getComputedStyle(box);
      if (look.display === 'inline' || look.display === 'contents') continue;
      if (look.textOverflow === 'ellipsis' || /auto|scroll/.test(look.overflowX)) break;
      const edge = box.getBoundingClientRect();
      const isWider = box.scrollWidth > box.clientWidth + 1;
      if (isWider && (text.left < edge.left - 1 || text.right > edge.right + 1)) {
        found.push([element, 'runs out of', box]);
        break;
      }
    }
  }

  const pressed = [
    ...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary'),
  ].filter(
    (one) => one.checkVisibility() && !spoken.has(one) && !one.closest('.toasts, [popover]'),
  );
  // What scrolls by itself passes under what stands still, so only neighbours in one pane are held together.
  const panes = pressed.map((one) => {
    for (let pane = one.parentElement; pane; pane = pane.parentElement) {
      const { overflowY, position } = getComputedStyle(pane);
      if (/auto|scroll/.test(overflowY) || /sticky|fixed/.test(position)) return pane;
    }
    return null;
  });
  const lines = pressed.map((one) => [...one.getClientRects()]);
  for (const [at, one] of pressed.entries()) {
    for (const [other, two] of pressed.entries()) {
      if (other <= at || panes[at] !== panes[other]) continue;
      if (one.contains(two) || two.contains(one)) continue;
      const isUpon = lines[at]?.some((a) =>
        lines[other]?.some(
          (b) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1,
        ),
      );
      if (isUpon) found.push([one, 'lies upon', two]);
    }
  }
  return found.map((parts) =>
    parts
      .map((part) => {
        if (typeof part === 'string') return part;
        const words = (part.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 50);
        return `${[part.localName, ...part.classList].join('.')} “${words}”`;
      })
      .join(' '),
  );
}
