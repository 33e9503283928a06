import type { ElementHandle, Frame, Page } from 'puppeteer-core';

/**
 * The first visible element of a role and name, found by a script in the page; `undefined` where the script does not see
 * it. Firefox 153 takes half a second for what Chromium's accessibility tree tells at once: there this is asked first. It
 * knows only the usual ways to name a thing, so whoever misses something here asks the browser.
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
      ? await within.evaluateHandle(visibleOf, selector, name)
      : await within.evaluateHandle(
          `(${String(visibleOf)})(document, ${JSON.stringify(selector)}, ${JSON.stringify(name)})`,
        );
  const element = handle.asElement();
  if (!element) await handle.dispose();
  return (element ?? undefined) as ElementHandle<Element> | undefined;
}

const SELECTORS: Readonly<Record<string, string>> = {
  button: 'button:not([role])',
  tab: '[role=tab]',
  row: 'tr',
  region: 'section',
  combobox: 'select, [role=combobox]',
  checkbox: 'input[type=checkbox]',
  columnheader: 'th',
  separator: '[role=separator]',
  grid: '[role=grid]',
  menu: '[role=menu]',
  menuitemcheckbox: '[role=menuitemcheckbox]',
  textbox: 'input:not([type]), input[type=text], input[type=password], textarea',
  searchbox: 'input[type=search]',
  switch: '[role=switch]',
  menuitem: '[role=menuitem]',
  tablist: '[role=tablist]',
};

/** Runs in the page: nothing from outside is at hand, not even what names a function in it. */
function visibleOf(root: ParentNode, selector: string, wanted: string): Element | null {
  for (const element of root.querySelectorAll(selector)) {
    const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const label =
      ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ') ||
      element.getAttribute('aria-label') ||
      ((element as HTMLInputElement).labels?.[0]?.textContent ?? '') ||
      (element.matches('section, select, input, textarea, tr') ? '' : element.textContent);
    const name = (label ?? '').replace(/\s+/g, ' ').trim();
    if (name !== wanted || element.closest('[aria-hidden=true], [inert]')) continue;
    const { width, height } = element.getBoundingClientRect();
    const seen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (seen && width > 0 && height > 0) return element;
  }
  return null;
}
