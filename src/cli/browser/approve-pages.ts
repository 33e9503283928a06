import type { DrivenElement, DrivenPage } from './driven-page.ts';
import type { PageStep } from './page-step.ts';

/** Time between two looks at a page that does not show the next step yet, milliseconds. */
const LOOK_AGAIN_MS = 100;

/**
 * Does on a bank's pages what a person would, until `done`. A step is done as soon as a page shows all that it
 * names; steps that a bank leaves out are passed over. Gives what it still waits for.
 */
export async function approvePages(
  page: DrivenPage,
  steps: readonly PageStep[],
  done: AbortSignal,
  missing: (names: string[]) => void,
): Promise<void> {
  let left = [...steps];
  missing(namesOf(left[0]));
  while (left.length > 0 && !done.aborted) {
    const at = await findStep(page, left).catch(() => undefined);
    if (at === undefined) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      continue;
    }
    left = left.slice(at + 1);
    missing(namesOf(left[0]));
  }
}

/** Does the first of the steps that the page shows wholly; its place, or `undefined` when it shows none. */
async function findStep(page: DrivenPage, steps: readonly PageStep[]): Promise<number | undefined> {
  for (const [at, { fill = {}, press }] of steps.entries()) {
    const fields = await findAll(page, 'field', Object.keys(fill));
    const button = press === undefined ? [] : await findAll(page, 'button', [press]);
    if (!fields || !button) continue;
    for (const [place, value] of Object.values(fill).entries()) {
      await fields[place]?.click();
      // What a bank filled in by itself is typed over.
      await page.evaluateHandle(SELECT_FOCUSED);
      await fields[place]?.type(value);
    }
    await button[0]?.click();
    return at;
  }
  return undefined;
}

async function findAll(
  page: DrivenPage,
  role: 'field' | 'button',
  names: readonly string[],
): Promise<DrivenElement[] | undefined> {
  const found: DrivenElement[] = [];
  for (const name of names) {
    const handle = await page.evaluateHandle(
      `(${FIND_NAMED})(${JSON.stringify(role)}, ${JSON.stringify(name)})`,
    );
    const element = handle.asElement() as DrivenElement | null;
    if (!element) return undefined;
    found.push(element);
  }
  return found;
}

function namesOf({ fill = {}, press }: PageStep = {}): string[] {
  return [...Object.keys(fill), ...(press === undefined ? [] : [press])];
}

const SELECT_FOCUSED = 'document.activeElement?.select?.()';

/**
 * Runs in the page, so that it is text: what a build does to functions would not be known there. The element that
 * bears a name, or the only one with a longer name that the words stand in. @see W3C accname-1.2 §4.3
 */
const FIND_NAMED = `(role, name) => {
  const tidy = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
  const fields = 'input:not([type=hidden],[type=submit],[type=button],[type=image],[type=checkbox],[type=radio]),textarea,[role=textbox]';
  const buttons = 'button,[role=button],a[href],input[type=submit],input[type=button],input[type=image],input[type=checkbox],input[type=radio]';
  const namesOf = (element) => {
    const ids = (element.getAttribute('aria-labelledby') ?? '').split(/\\s+/).filter(Boolean);
    const pressable = role === 'button';
    return [
      ids.map((id) => document.getElementById(id)?.textContent).join(' '),
      element.getAttribute('aria-label'),
      ...Array.from(element.labels ?? [], (label) => label.textContent),
      pressable ? element.textContent : '',
      pressable ? element.getAttribute('value') : '',
      element.getAttribute('placeholder'),
      element.getAttribute('title'),
      element.getAttribute('alt'),
    ].map(tidy).filter((text) => text !== '');
  };
  const shown = (element) => element.getClientRects().length > 0 && !element.disabled;
  const all = Array.from(document.querySelectorAll(role === 'field' ? fields : buttons)).filter(shown);
  const exact = all.find((element) => namesOf(element).includes(name));
  if (exact) return exact;
  const wanted = name.toLowerCase();
  const longer = all.filter((element) => namesOf(element).some((text) => text.toLowerCase().includes(wanted)));
  return longer.length === 1 ? longer[0] : null;
}`;
