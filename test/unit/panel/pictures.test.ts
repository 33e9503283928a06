import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filePalette, themePalette } from '../../../src/panel/pictures/palette.ts';
import { fixtures } from '../../../src/panel/pictures/SequenceView.fixture.tsx';
import { expectDrawn } from './expect-drawn.ts';

const css = readFileSync(new URL('../../../src/panel/panel.css', import.meta.url), 'utf8');

/** A theme's colour as it is in the light panel. */
function lightColour(reference: string): string | undefined {
  const name = /^var\((--[\w-]+)\)$/.exec(reference)?.[1];
  return new RegExp(`${name}: light-dark\\((#[0-9a-f]{6}),`).exec(css)?.[1];
}

describe('a flow as a picture', () => {
  it('says in words what it shows, step by step', () => {
    const html = expectDrawn(fixtures['a held redirect']);
    expect([...html.matchAll(/<li>([^<]*)<\/li>/g)].map(([, sentence]) => sentence)).toEqual([
      '+12ms: Browser: Redirects to the app are held',
      '1. +4.31s: Browser to Example Bank: GET …/psd2/oauth/authorize',
      '2. +62.48s: Example Bank to Browser: 302 code, state',
      '3. +62.48s: Browser to App: GET /callback. It did not arrive. Held: the app does not get it',
    ]);
  });

  it('says the same in its table', () => {
    const rows = expectDrawn(fixtures['a request that never left, as a table'])
      .split('<tr')
      .slice(2)
      .map((row) => [...row.matchAll(/<t[dh][^>]*>(.*?)<\/td>/g)].map(([, cell = '']) => cell))
      .map((cells) => cells.map((cell) => cell.replace(/<[^>]+>/g, ' ').trim()));
    expect(rows.at(-1)).toEqual([
      '4',
      '+70.99s',
      'This tool',
      'Example Bank',
      'POST /stet/psd2/oauth/token grant_type=authorization_code  It did not arrive  Never reached the bank',
      '',
      '',
    ]);
    expect(rows).toHaveLength(4);
  });

  it('of sixty messages is drawn within 100 ms', () => {
    const times = Array.from({ length: 5 }, () => {
      const before = performance.now();
      expectDrawn(fixtures['sixty messages']);
      return performance.now() - before;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });

  it('has the colours of the light panel in a file', () => {
    const { tones, onTone, ...rest } = themePalette;
    const { tones: fileTones, onTone: _onTone, ...fileRest } = filePalette;
    const light = (colours: object) =>
      Object.fromEntries(Object.entries(colours).map(([name, one]) => [name, lightColour(one)]));
    expect(light(rest)).toEqual(fileRest);
    for (const tone of ['plain', 'ok', 'warn', 'error'] as const) {
      expect(light(tones[tone])).toEqual(fileTones[tone]);
    }
    expect(lightColour(onTone)).toBe(filePalette.onTone);
  });
});
