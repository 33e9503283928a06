import { expect, it } from 'vitest';
import { compressCode } from '../../../scripts/swc-compress-plugin.ts';

const MODULE = `
const Made = function (name) { if (new.target) Object.assign(this, { name }); };
const Old = function () {};
Old.prototype.greet = function () { return 'hello'; };
const WORDS = /[a-z]+/g;
function count(text) { let found = 0; while (WORDS.exec(text)) found += 1; return found; }
function unused() { return 'never said'; }
export const told = [new Made('made').name, new Old().greet(), count('three small words'), early()];
function early() { return typeof late; }
var late = 1;
`;

async function run(code: string) {
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)).told;
}

it('leaves what code does, and leaves out what nobody asks for', async () => {
  const { code } = await compressCode(MODULE);
  expect(await run(code)).toEqual(await run(MODULE));
  expect(code).not.toContain('never said');
});

it('gives the same code every time, with a map where one is wanted', async () => {
  const first = await compressCode(MODULE, true);
  expect(await compressCode(MODULE, true)).toEqual(first);
  expect(JSON.parse(first.map ?? '')).toMatchObject({ version: 3 });
});
