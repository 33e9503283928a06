import type { Page } from 'puppeteer-core';
import { z } from 'zod';

/**
 * How the texts of a page look now, each look once: what the contrast of a text hangs on. Two texts of one look have
 * the same contrast, so that one of them tells of both.
 */
export async function textLooks(page: Page): Promise<string[]> {
  return z.array(z.string()).parse(await page.evaluate(collect));
}

/** Runs in the page, so it holds no function with a name. */
function collect(): string[] {
  const looks = new Set<string>();
  const grounds = new Map<Element | null, string>([[null, '']]);
  // In tree order, so that a parent's ground is known before its children's.
  for (const element of document.querySelectorAll<HTMLElement>('*')) {
    const style = getComputedStyle(element);
    const { backgroundColor, backgroundImage, opacity } = style;
    const paints = backgroundColor !== 'rgba(0, 0, 0, 0)' || backgroundImage !== 'none';
    const own =
      paints || opacity !== '1' ? `${backgroundColor} ${backgroundImage} ${opacity};` : '';
    const ground = `${grounds.get(element.parentElement) ?? ''}${own}`;
    grounds.set(element, ground);
    const hasText = [...element.childNodes].some(
      (child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim(),
    );
    if (!(hasText || element.matches('input, textarea, select')) || !element.checkVisibility()) {
      continue;
    }
    // What cannot be used may be faint.
    const control = element.closest('label')?.control;
    const isOff =
      element.closest(':disabled, [aria-disabled="true"], [inert]') ??
      control?.matches(':disabled');
    const around = element.parentElement && getComputedStyle(element.parentElement).color;
    looks.add(
      [
        ...[style.color, style.fontSize, style.fontWeight, style.textShadow],
        ...[element.localName === 'a' ? `${style.textDecorationLine} in ${around}` : ''],
        ...[isOff ? 'off' : '', style.clipPath, ground],
      ].join('|'),
    );
  }
  return [...looks];
}
