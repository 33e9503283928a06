import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import { poll } from '../../../scripts/browser/poll.ts';
import { findInPage, QUICK_ROLES } from './find-in-page.ts';
import { pasteOver } from './paste-over.ts';
import { pressFound } from './press.ts';

type Surface = Page | Frame;

/** Asking the browser costs as much as forty looks by script; only what the script misses needs it. */
const TRIES_PER_SLOW_LOOK = 8;

/** Drives the panel as a person would: by role and accessible name, waiting for what can be seen. */
export class PanelDriver {
  readonly surface: Surface;

  constructor(surface: Surface) {
    this.surface = surface;
  }

  async click(
    role:
      | 'button'
      | 'tab'
      | 'radio'
      | 'checkbox'
      | 'switch'
      | 'row'
      | 'menuitem'
      | 'menuitemcheckbox',
    name: string,
  ): Promise<void> {
    await pressFound(() => this.find(role, name));
  }

  /** Opens a tab of the flow's details. Its names are its own: "Tokens" is a screen of the panel too. */
  async openDetail(name: string): Promise<void> {
    await this.#clickWithin(['tablist', 'Details of the flow'], ['tab', name]);
  }

  /** Presses a button of a region, where others have the same name. */
  async clickIn(region: string, name: string): Promise<void> {
    await this.#clickWithin(['region', region], ['button', name]);
  }

  async #clickWithin(outer: [role: string, name: string], inner: typeof outer): Promise<void> {
    await this.comeToFront();
    const [role, name] = inner;
    const look = async () => {
      const container = await this.lookFor(...outer);
      if (!container) return undefined;
      return findInPage(container, role, name);
    };
    await pressFound(() => poll(look, { awaited: `${role} "${name}" in ${outer.join(' ')}` }));
  }

  /** Puts a text in the place of what a field holds, as pasting over it does: keys would take seconds. */
  async fill(
    name: string,
    text: string,
    role: 'textbox' | 'searchbox' | 'combobox' = 'textbox',
  ): Promise<void> {
    const field = await this.find(role, name);
    await pasteOver(field, text);
  }

  /** Chooses the option of a list whose text contains some words. */
  async choose(name: string, words: string): Promise<void> {
    const list = await this.find('combobox', name);
    const value = await poll(
      () =>
        list.evaluate(
          (node, wanted) =>
            [...(node as HTMLSelectElement).options].find((option) =>
              option.textContent.includes(wanted),
            )?.value,
          words,
        ),
      { awaited: `an option "${words}" of ${name}` },
    );
    await list.select(value);
  }

  async valueOf(role: 'textbox' | 'combobox', name: string): Promise<string> {
    const field = await this.find(role, name);
    return field.evaluate((node) => (node as HTMLInputElement).value);
  }

  /** What a region says, its white space folded. Waits until it says something that fits. */
  async read(region: string, fits: RegExp = /\S/): Promise<string> {
    await this.comeToFront();
    let said: string | undefined;
    const look = async () => {
      const element = await this.lookFor('region', region);
      const text = await element?.evaluate((node) => (node as HTMLElement).innerText);
      said = text?.replace(/\s+/g, ' ').trim();
      return said !== undefined && fits.test(said) ? said : undefined;
    };
    const instead = () => said ?? 'no such region';
    return poll(look, { awaited: `region "${region}" saying ${fits}`, instead });
  }

  /** What the whole panel says; waits until it fits. */
  async readAll(fits: RegExp): Promise<string> {
    await this.comeToFront();
    let said = '';
    const look = async () => {
      said = await this.text();
      return fits.test(said) ? said : undefined;
    };
    return poll(look, { awaited: `the panel saying ${fits}`, instead: () => said });
  }

  async text(): Promise<string> {
    const text = await this.surface.evaluate(() => document.body.innerText);
    return text.replace(/\s+/g, ' ').trim();
  }

  /** An element by role and name, once it is there and can be seen. */
  async find(role: string, name: string): Promise<ElementHandle<Element>> {
    await this.comeToFront();
    let tries = 0;
    const look = async () => {
      tries += 1;
      const isSlow = tries % TRIES_PER_SLOW_LOOK === 0;
      return (await this.lookFor(role, name)) ?? (isSlow ? this.#askFor(role, name) : undefined);
    };
    return poll(look, { awaited: `${role} "${name}"` });
  }

  /** A tab behind another one draws nothing and takes no clicks. */
  async comeToFront(): Promise<void> {
    if ('bringToFront' in this.surface) await this.surface.bringToFront();
  }

  /** True when no such element can be seen now. */
  async lacks(role: string, name: string): Promise<boolean> {
    return (await this.lookFor(role, name)) === undefined;
  }

  /** An element that can be seen now: by script where that knows the role, else by the browser's own names. */
  async lookFor(role: string, name: string): Promise<ElementHandle<Element> | undefined> {
    const found = await findInPage(this.surface, role, name);
    return found ?? (QUICK_ROLES.includes(role) ? undefined : this.#askFor(role, name));
  }

  async #askFor(role: string, name: string): Promise<ElementHandle<Element> | undefined> {
    const selector = `::-p-aria([name="${name}"][role="${role}"])`;
    for (const element of await this.surface.$$(selector)) {
      if (await element.isVisible()) return element as ElementHandle<Element>;
    }
    return role === 'textbox' ? this.#hiddenText(name) : undefined;
  }

  /** A field whose text is hidden: in Firefox it has no role. */
  async #hiddenText(name: string): Promise<ElementHandle<Element> | undefined> {
    for (const element of await this.surface.$$(`::-p-aria([name="${name}"])`)) {
      const isHidden = await element.evaluate((node) => node.matches('input[type=password]'));
      if (isHidden && (await element.isVisible())) return element as ElementHandle<Element>;
    }
    return undefined;
  }
}
