import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import { poll } from '../../../scripts/browser/poll.ts';

const TRIES = 3;

/** Presses an element as a person would. */
export function press(element: ElementHandle<Element>): Promise<void> {
  return pressFound(async () => element);
}

/**
 * Presses what is found once it stands still, and again where it moved away all the same or was drawn anew meanwhile:
 * the driver aims at a place, and a person would have seen that something else is there by now.
 */
export async function pressFound(find: () => Promise<ElementHandle<Element>>): Promise<void> {
  for (let left = TRIES; left > 0; left -= 1) {
    const element = await find();
    try {
      await element.evaluate(standStill);
      await element.click();
    } catch (error) {
      // What came meanwhile may have moved it out of sight.
      if (left > 1) continue;
      throw error;
    }
    // What is gone with its page was pressed.
    if (await element.evaluate(wasPressed).catch(() => true)) return;
  }
  throw new Error(`Pressed ${TRIES} times beside what was meant.`);
}

/** Presses the first element of a selector, once it is there. */
export async function pressIn(
  within: Page | Frame | ElementHandle<Element>,
  selector: string,
): Promise<void> {
  const found = await poll(async () => (await within.$(selector)) ?? undefined, {
    awaited: selector,
  });
  await press(found as ElementHandle<Element>);
}

type Pressable = Element & { wasPressed?: boolean };

/**
 * Runs in the page: resolves when two frames have it in one place. Functions in it have no names, for which `npm start`
 * would need something that the page does not have.
 */
async function standStill(node: Pressable): Promise<void> {
  node.wasPressed = false;
  node.addEventListener(
    'click',
    () => {
      node.wasPressed = true;
    },
    { once: true, capture: true },
  );
  node.scrollIntoView({ block: 'center' });
  for (let before = ''; ; ) {
    const { x, y } = node.getBoundingClientRect();
    if (`${x} ${y}` === before) return;
    before = `${x} ${y}`;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Runs in the page. A disabled control takes no click, wherever it is pressed. */
function wasPressed(node: Pressable): boolean {
  return node.wasPressed === true || !node.isConnected || node.matches(':disabled');
}
