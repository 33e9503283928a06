import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rememberedGrid } from '../../../src/panel/ui/grid-layout.ts';
import { forgetRemembered, remembered } from '../../../src/panel/ui/remembered.ts';

const asNumber = (kept: unknown) => (typeof kept === 'number' ? kept : undefined);

/** A `localStorage` that holds one text under each key. */
function storage(begin: Record<string, string> = {}) {
  const texts = new Map(Object.entries(begin));
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key),
  });
  return texts;
}

beforeEach(() => void storage());
afterEach(() => void vi.unstubAllGlobals());

it('begins with the fallback and writes nothing by itself', () => {
  const texts = storage();
  expect(remembered('begin', 7, asNumber).value).toBe(7);
  expect(texts.size).toBe(0);
});

it('gives what was set to the next panel', () => {
  remembered('width', 7, asNumber).value = 240;
  expect(remembered('width', 7, asNumber).value).toBe(240);
});

it('keeps each value apart from the others, under one key', () => {
  const texts = storage();
  remembered('one', 0, asNumber).value = 1;
  remembered('two', 0, asNumber).value = 2;
  expect([...texts.values()].map((text) => JSON.parse(text))).toEqual([{ one: 1, two: 2 }]);
});

it.each([
  ['broken text', '{'],
  ['another shape', '{"width":"wide"}'],
  ['a list', '[1]'],
  ['null', 'null'],
])('falls back where %s is kept', (_what, text) => {
  storage({ panel_layout: text });
  expect(remembered('width', 7, asNumber).value).toBe(7);
});

it('is an ordinary signal where there is no storage', () => {
  vi.stubGlobal('localStorage', undefined);
  const width = remembered('nowhere', 7, asNumber);
  width.value = 8;
  expect(width.value).toBe(8);
  expect(forgetRemembered).not.toThrow();
});

it('goes on where the storage is full', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem() {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
  const width = remembered('full', 7, asNumber);
  width.value = 8;
  expect(width.value).toBe(8);
});

it('forgets everything in one go, here and in the storage', () => {
  const texts = storage({ panel_layout: '{"left_by_another_version":1}' });
  const width = remembered('forgotten', 7, asNumber);
  width.value = 240;
  forgetRemembered();
  expect(width.value).toBe(7);
  expect(texts.size).toBe(0);
});

it('takes nothing for nothing, which no value is made of', () => {
  storage({ panel_layout: '{"flows":null}' });
  expect(rememberedGrid('flows').value).toEqual({ sort: undefined, hidden: [], widths: {} });
});
