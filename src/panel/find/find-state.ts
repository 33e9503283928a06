import { signal } from '@preact/signals';
import { inspectedTabId, isFirefox } from '../browser.ts';

/** What is looked for on the shown screen; `undefined` while nothing is. */
export const sought = signal<string | undefined>(undefined);

/** Which match is shown, counted from 0, and how many there are. */
export const shownMatch = signal(0);
export const matchCount = signal(0);

/** What had the focus before. */
let before: Element | null = null;

/** Chrome's DevTools have a find bar for every panel, and hand on what is typed there; elsewhere it is ours. */
export function hasOwnFindBar(): boolean {
  return inspectedTabId() === undefined || isFirefox();
}

export function openFind(): void {
  if (sought.value === undefined) before = document.activeElement;
  sought.value ??= '';
  document.querySelector<HTMLInputElement>('.find-bar input')?.select();
}

/** Looks for another text, from its first match on: the key that asks for the next one may come before it is found. */
export function seek(text: string): void {
  sought.value = text;
  shownMatch.value = 0;
}

/** Ends the search and gives the focus back; false when there was none. */
export function closeFind(): boolean {
  if (sought.value === undefined) return false;
  sought.value = undefined;
  if (before instanceof HTMLElement && before.isConnected) before.focus();
  before = null;
  return true;
}

/** Shows another match, round and round; false when nothing is looked for. */
export function moveMatch(by: 1 | -1): boolean {
  if (sought.value === undefined) return false;
  const count = matchCount.value;
  if (count > 0) shownMatch.value = (shownMatch.value + by + count) % count;
  return true;
}

/** Hears what is typed into the find bar of DevTools, which the DevTools page hands on. */
export function hearSearch(): void {
  window.addEventListener('panel-search', (event) => {
    const { action, query } = (event as CustomEvent<{ action: string; query?: string }>).detail;
    switch (action) {
      case 'performSearch':
        seek(query ?? '');
        break;
      case 'nextSearchResult':
        moveMatch(1);
        break;
      case 'previousSearchResult':
        moveMatch(-1);
        break;
      case 'cancelSearch':
        closeFind();
    }
  });
}
