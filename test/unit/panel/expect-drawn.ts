import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect } from 'vitest';
import messages from '../../../_locales/en/messages.json' with { type: 'json' };

/** All that is ever said. */
const SAID = Object.values(messages)
  .map(({ message }) => message)
  .join('\n');
const RAW_KEY = new RegExp(`\\b(?:${Object.keys(messages).filter(isCompound).join('|')})\\b`);

/** Keys such as `action_cancel` cannot be mistaken for words of a sentence. */
function isCompound(key: string): boolean {
  return key.includes('_') && !SAID.includes(key);
}

/**
 * Draws a fixture and expects words only: no raw message key, no leftover of a missing value.
 *
 * @param machineText what is in it that no person wrote, such as a script; not looked into
 */
export function expectDrawn(draw: () => JSX.Element, machineText = /$^/): string {
  const html = renderToString(draw());
  const words = html.replace(machineText, '');
  expect(html).not.toBe('');
  expect(words).not.toMatch(/undefined|\[object|NaN|\b[Ii]nfinity\b|∞|\$\d/);
  expect(words.replace(/(?:id|class|for|aria-\w+by|aria-controls)="[^"]*"/g, '')).not.toMatch(
    RAW_KEY,
  );
  return html;
}
