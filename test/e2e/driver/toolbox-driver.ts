import { z } from 'zod';
import type { FirefoxToolbox } from '../../../scripts/browser/firefox-toolbox.ts';
import { poll } from '../../../scripts/browser/poll.ts';

/** Finds what a person would name, in the panel's own document. */
const FINDERS = `
  const nameOf = (node) => (node.getAttribute('aria-label') ?? node.innerText).trim();
  const seen = (nodes) => [...nodes].filter((node) => node.checkVisibility());
  const named = (selector, name) => {
    const found = seen(document.querySelectorAll(selector)).find((node) => nameOf(node) === name);
    if (!found) throw new Error('nothing is called ' + name);
    return found;
  };
  const labelled = (text) => document.getElementById(named('label', text).htmlFor);`;

/** Drives the panel in Firefox's developer tools, where no page can be had to drive. */
export class ToolboxDriver {
  readonly #toolbox: FirefoxToolbox;

  constructor(toolbox: FirefoxToolbox) {
    this.#toolbox = toolbox;
  }

  /** Presses the mouse on a button, once there is one. */
  async click(name: string): Promise<void> {
    await this.#once(
      `const button = named('button', ${JSON.stringify(name)});
      if (button.disabled) throw new Error('disabled');
      button.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = button.getBoundingClientRect();
      pressMouse(left + width / 2, top + height / 2);
      return true;`,
      `button "${name}"`,
    );
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
    return poll(
      async () => {
        const text = z.string().parse(await this.#ask(`return ${node}.innerText;`));
        const folded = text.replace(/\s+/g, ' ').trim();
        return fits.test(folded) ? folded : undefined;
      },
      { awaited: `${region ?? 'the panel'} saying ${fits}` },
    );
  }

  async #once(body: string, awaited: string): Promise<void> {
    await poll(async () => ((await this.#ask(body)) === true ? true : undefined), { awaited });
  }

  #ask(body: string): Promise<unknown> {
    return this.#toolbox.evaluate(`(() => { ${FINDERS} ${body} })()`);
  }
}
