import type { KeyInput, Page } from 'puppeteer-core';
import { poll } from '../../../scripts/browser/poll.ts';

/** More stops for the Tab key than any screen has. */
const MOST_STOPS = 200;

/** Drives a page by the keyboard alone, and knows whether anything else was used. */
export class KeyboardHand {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async at(page: Page): Promise<KeyboardHand> {
    await page.bringToFront();
    await page.evaluate(noteMouse);
    return new KeyboardHand(page);
  }

  /** Presses keys one after the other; `Control+f` holds the first. */
  async press(...presses: string[]): Promise<void> {
    for (const written of presses) {
      const keys = written.split('+') as KeyInput[];
      const last = keys.pop();
      for (const key of keys) await this.page.keyboard.down(key);
      if (last) await this.page.keyboard.press(last);
      for (const key of keys.reverse()) await this.page.keyboard.up(key);
    }
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Goes on with the Tab key until something of this name, or with this `#id`, has the focus. */
  async goTo(name: string): Promise<void> {
    await this.page.bringToFront();
    await poll(async () => (await this.page.evaluate(isReachable, name)) || undefined, {
      awaited: `"${name}" to be there`,
    });
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await this.page.evaluate(isFocused, name)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`The Tab key does not lead to "${name}".`);
  }

  /** Goes to a button and presses it. */
  async use(name: string): Promise<void> {
    await this.goTo(name);
    await this.page.keyboard.press('Enter');
  }

  /** The name of what has the focus. */
  focused(): Promise<string> {
    return this.page.evaluate(nameOfFocused);
  }

  /** Waits until something of this name has the focus. */
  async untilFocused(name: string): Promise<void> {
    await poll(async () => (await this.focused()) === name || undefined, {
      awaited: `the focus on "${name}"`,
    });
  }

  /** How often the page heard of a mouse, or of another pointer. */
  mouseEvents(): Promise<number> {
    return this.page.evaluate(() => (document as NotingDocument).mouseEvents ?? Number.NaN);
  }
}

type NotingDocument = Document & { mouseEvents?: number };

/** Runs in the page. A click that a key makes is told from one of a pointer by its count. */
function noteMouse(): void {
  const noting = document as NotingDocument;
  noting.mouseEvents = 0;
  for (const type of ['mousedown', 'mouseup', 'mousemove', 'pointerdown', 'touchstart', 'click']) {
    addEventListener(
      type,
      (event) => {
        if (type === 'click' && (event as MouseEvent).detail === 0) return;
        noting.mouseEvents = (noting.mouseEvents ?? 0) + 1;
      },
      true,
    );
  }
}

/** Runs in the page. */
function nameOfFocused(): string {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return '';
  const label =
    focused.getAttribute('aria-label') ??
    (focused as HTMLInputElement).labels?.[0]?.textContent ??
    focused.textContent;
  return (label ?? '').replace(/\s+/g, ' ').trim();
}

/** Runs in the page. */
function isFocused(name: string): boolean {
  const focused = document.activeElement;
  const label =
    focused?.getAttribute('aria-label') ??
    (focused as HTMLInputElement | null)?.labels?.[0]?.textContent ??
    focused?.textContent;
  return `#${focused?.id}` === name || label?.replace(/\s+/g, ' ').trim() === name;
}

/** Runs in the page. */
function isReachable(name: string): boolean {
  return [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, [tabindex]')]
    .filter((one) => one.checkVisibility() && !one.matches(':disabled'))
    .some((one) => {
      const label =
        one.getAttribute('aria-label') ??
        (one as HTMLInputElement).labels?.[0]?.textContent ??
        one.textContent;
      return `#${one.id}` === name || label.replace(/\s+/g, ' ').trim() === name;
    });
}
