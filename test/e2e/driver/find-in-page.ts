import type { ElementHandle, Frame, Page } from 'puppeteer-core';

/**
 * The first visible element of a role and name, found by a script in the page; `undefined` where the script does not see
 * it. Chromium takes 70 ms for the same out of its accessibility tree, Firefox 153 half a second. The script knows only
 * the usual ways to name a thing, so whoever misses something here asks the browser; `namesInPage` is there to compare.
 */
export async function findInPage(
  within: Page | Frame | ElementHandle<Element>,
  role: string,
  name: string,
): Promise<ElementHandle<Element> | undefined> {
  const selector = SELECTORS[role];
  if (selector === undefined) return undefined;
  const handle =
    'asElement' in within
      ? await within.evaluateHandle(lookIn, selector, name)
      : await within.evaluateHandle(inDocument(selector, name));
  const element = handle.asElement();
  if (!element) await handle.dispose();
  return (element ?? undefined) as ElementHandle<Element> | undefined;
}

/** The names of all that the script sees of a role. */
export async function namesInPage(page: Page, role: string): Promise<string[]> {
  return (await page.evaluate(inDocument(SELECTORS[role] ?? ''))) as string[];
}

function inDocument(selector: string, name?: string): string {
  return `(${String(lookIn)})(document, ${JSON.stringify(selector)}, ${JSON.stringify(name)})`;
}

const SELECTORS: Readonly<Record<string, string>> = {
  button: 'button:not([role])',
  tab: '[role=tab]',
  row: 'tr',
  region: 'section',
  combobox: 'select, [role=combobox]',
  checkbox: 'input[type=checkbox]:not([role])',
  columnheader: 'th:not([scope=row])',
  separator: '[role=separator]',
  grid: '[role=grid]',
  menu: '[role=menu]',
  menuitemcheckbox: '[role=menuitemcheckbox]',
  textbox: ':is(input:not([type]), input[type=text], input[type=password], textarea):not([role])',
  searchbox: 'input[type=search]',
  switch: '[role=switch]',
  menuitem: '[role=menuitem]',
  tablist: '[role=tablist]',
};

/** The roles whose elements the script knows. */
export const QUICK_ROLES = Object.keys(SELECTORS);

/**
 * The first element of that name, or all names where none is wanted. Runs in the page: nothing from outside is at hand,
 * not even what names a function in it.
 */
function lookIn(root: ParentNode, selector: string, wanted?: string): Element | string[] | null {
  const names = [];
  const modal = document.querySelector('dialog:modal');
  for (const element of root.querySelectorAll(selector)) {
    const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const label =
      ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ') ||
      element.getAttribute('aria-label') ||
      ((element as HTMLInputElement).labels?.[0]?.textContent ?? '') ||
      (element.matches('section, select, input, textarea, tr')
        ? ''
        : [...element.childNodes]
            .filter((child) => !(child as Element).matches?.('[aria-hidden=true]'))
            .map((child) => child.textContent)
            .join(''));
    const name = (label ?? '').replace(/\s+/g, ' ').trim();
    if ((wanted ?? name) !== name || element.closest('[aria-hidden=true], [inert]')) continue;
    const { width, height } = element.getBoundingClientRect();
    const seen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (!seen || width === 0 || height === 0 || modal?.contains(element) === false) continue;
    if (wanted !== undefined) return element;
    if (name !== '') names.push(name);
  }
  return wanted === undefined ? names : null;
}
