import type { Frame } from 'puppeteer-core';
import { z } from 'zod';
import type { FirefoxToolbox } from '../../../scripts/browser/firefox-toolbox.ts';
import { poll } from '../../../scripts/browser/poll.ts';

/** Finds what a person would name, in the panel's own document. */
const FINDERS = `
  const nameOf = (node) => (node.getAttribute('aria-label') ?? node.innerText).trim();
  const seen = (nodes) => [...nodes].filter((node) => node.checkVisibility());
  const named = (selector, name) => {
    const fits = (node) => (name.test ? name.test(nameOf(node)) : nameOf(node) === name);
    const found = seen(document.querySelectorAll(selector)).find(fits);
    if (!found) throw new Error('nothing is called ' + name);
    return found;
  };
  const labelled = (text) => document.getElementById(named('label', text).htmlFor);`;

/** What a panel in developer tools is driven by: expressions that may call `pressMouse(x, y)`. */
type EvaluatedPanel = Pick<FirefoxToolbox, 'evaluate'>;

/** Chromium's panel driven in the same way, for tests that are the same in both browsers. */
export function evaluatedFrame(frame: Frame): EvaluatedPanel {
  const press = 'const pressMouse = (x, y) => document.elementFromPoint(x, y).click();';
  return {
    evaluate: (expression) => frame.evaluate(`(() => { ${press} return ${expression}; })()`),
  };
}

/** Drives the panel in Firefox's developer tools, where no page can be had to drive. */
export class ToolboxDriver {
  readonly #toolbox: EvaluatedPanel;

  constructor(toolbox: EvaluatedPanel) {
    this.#toolbox = toolbox;
  }

  /** Presses the mouse on a button, once there is one, or on what else a selector finds by its name. */
  async click(name: string | RegExp, selector = 'button'): Promise<void> {
    const wanted = typeof name === 'string' ? JSON.stringify(name) : String(name);
    await this.#once(
      `const button = named(${JSON.stringify(selector)}, ${wanted});
      if (button.disabled) throw new Error('disabled');
      button.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = button.getBoundingClientRect();
      pressMouse(left + width / 2, top + height / 2);
      return true;`,
      `button "${name}"`,
    );
  }

  /** Waits until there is what a selector finds by its name. */
  async find(name: string, selector: string): Promise<void> {
    const body = `named(${JSON.stringify(selector)}, ${JSON.stringify(name)}); return true;`;
    await this.#once(body, `"${name}"`);
  }

  async fill(label: string, text: string): Promise<void> {
    await this.#once(
      `const field = labelled(${JSON.stringify(label)});
      field.value = ${JSON.stringify(text)};
      field.dispatchEvent(new Event('input', { bubbles: true }));
      return true;`,
      `field "${label}"`,
    );
  }

  /** Chooses the option of a list whose text contains some words. */
  async choose(label: string, words: string): Promise<void> {
    await this.#once(
      `const list = labelled(${JSON.stringify(label)});
      const wanted = (option) => option.textContent.includes(${JSON.stringify(words)});
      list.value = [...list.options].find(wanted).value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
      return true;`,
      `an option "${words}" of ${label}`,
    );
  }

  /** What a region says, or the whole panel, its white space folded; waits until it fits. */
  async read(fits: RegExp, region?: string): Promise<string> {
    const node =
      region === undefined ? 'document.body' : `named('section', ${JSON.stringify(region)})`;
    let said = '';
    return poll(
      async () => {
        const text = z.string().parse(await this.#ask(`return ${node}.innerText;`));
        said = text.replace(/\s+/g, ' ').trim();
        return fits.test(said) ? said : undefined;
      },
      { awaited: `${region ?? 'the panel'} saying ${fits}`, instead: () => said },
    );
  }

  /** The accessible names of a list's rows, once they fit. */
  rows(fit: (names: string[]) => boolean): Promise<string[]> {
    return poll(
      async () => {
        const names = await this.#ask(
          "return [...document.querySelectorAll('[data-row]')].map(nameOf);",
        );
        const rows = z.array(z.string()).parse(names);
        return fit(rows) ? rows : undefined;
      },
      { awaited: 'the rows of the list' },
    );
  }

  /** True when no such button can be seen now. */
  async lacks(name: string): Promise<boolean> {
    const found = `seen(document.querySelectorAll('button')).some((node) => nameOf(node) === ${JSON.stringify(name)})`;
    return (await this.#ask(`return ${found};`)) === false;
  }

  async #once(body: string, awaited: string): Promise<void> {
    await poll(async () => ((await this.#ask(body)) === true ? true : undefined), { awaited });
  }

  #ask(body: string): Promise<unknown> {
    return this.#toolbox.evaluate(`(() => { ${FINDERS} ${body} })()`);
  }
}
