import type { ElementHandle, Page } from 'puppeteer-core';
import { poll } from '../../../scripts/browser/poll.ts';
import { press } from './press.ts';

type Tried = HTMLDetailsElement & { wasTried?: string };

/**
 * Presses everything that folds, also what only comes to light by that, and leaves it open. Gives the names of those that
 * did not open, or had nothing in them.
 */
export async function unfoldEverything(page: Page): Promise<{ tried: string[]; dead: string[] }> {
  const tried: string[] = [];
  const dead: string[] = [];
  for (;;) {
    const handle = await page.evaluateHandle(nextFold);
    const summary = handle.asElement() as ElementHandle<HTMLElement> | null;
    if (!summary) return { tried, dead };
    const name = await summary.evaluate((node) => node.innerText.trim());
    tried.push(name);
    await press(summary);
    if (await summary.evaluate((node) => !node.closest('details')?.open)) await press(summary);
    // Some fetch what is in them first.
    const opened = await poll(async () => (await summary.evaluate(isOpen)) || undefined, {
      awaited: name,
      timeoutMs: 3000,
    }).catch(() => false);
    if (!opened) dead.push(name);
  }
}

/** Runs in the page. */
function nextFold(): HTMLElement | null {
  for (const summary of document.querySelectorAll('summary')) {
    const details = summary.parentElement as Tried;
    // What is drawn in the place of something else may be the same element.
    const name = summary.innerText;
    if (details.wasTried === name || !summary.checkVisibility({ visibilityProperty: true }))
      continue;
    details.wasTried = name;
    return summary;
  }
  return null;
}

/** Runs in the page. */
function isOpen(summary: HTMLElement): boolean {
  const details = summary.parentElement as HTMLDetailsElement;
  const within = details.innerText.length - summary.innerText.length;
  return !details.isConnected || (details.open && (within > 1 || !!details.querySelector('input')));
}
