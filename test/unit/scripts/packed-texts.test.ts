import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packTexts } from '../../../scripts/packed-texts-plugin.ts';
import { unpackTexts } from '../../../src/core/banks/packed-texts.ts';

const folder = new URL('../../../src/core/banks/catalogue-texts/', import.meta.url);
const languages = Object.fromEntries(
  readdirSync(folder).map((file) => [
    file,
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
  ]),
);

it('ships what is written in every language', () => {
  expect(Object.keys(languages)).toHaveLength(3);
  const { english, texts } = packTexts(languages);
  const unpacked = Object.entries(texts).map(([file, lines]) => [
    file,
    unpackTexts(english, lines),
  ]);
  expect(Object.fromEntries(unpacked)).toStrictEqual(languages);
});

it('leaves out what one language lacks', () => {
  const written = { de: { Account: 'Konto', Fee: 'Gebühr' }, sv: { Account: 'Konto', Day: 'Dag' } };
  const { english, texts } = packTexts(written);
  expect(english).toBe('Account\nFee\nDay');
  expect(unpackTexts(english, texts.de ?? '')).toStrictEqual(written.de);
  expect(unpackTexts(english, texts.sv ?? '')).toStrictEqual(written.sv);
});

it.each([
  ['an English text', { de: { 'One\ntwo': 'Eins' } }],
  ['its translation', { de: { One: 'Eins\nzwei' } }],
])('refuses %s of two lines', (_which, written) => {
  expect(() => packTexts(written)).toThrow('more than a line');
});
