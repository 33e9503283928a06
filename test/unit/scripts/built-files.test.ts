import { expect, it } from 'vitest';
import { eagerScripts, workerScripts } from '../../../scripts/built-files.ts';
import { makeClassic } from '../../../scripts/classic-worker.ts';

const LOADER = 'service-worker-loader.js';
const MODULES = {
  'assets/worker.js': 'import{a as e}from"./core.js";const t=()=>import("./rest.js");t(e);',
  'assets/core.js': 'const e=1;export{e as a};',
  'assets/rest.js': 'import{b as e}from"./deep.js";const t=e;export{t as rest};',
  'assets/deep.js': 'const e=2;export{e as b};',
  'assets/page.js': 'import{a as e}from"./own.js";e;',
  'assets/own.js': 'const e=3;export{e as a};',
  'assets/screen.js': 'import{a as e}from"./core.js";e;',
};
const LATER = ['assets/deep.js', 'assets/rest.js'];

function filesOf(texts: Iterable<readonly [string, string]>): Map<string, Buffer> {
  return new Map([...texts].map(([path, text]) => [path, Buffer.from(text)]));
}

const modules = new Map(Object.entries(MODULES));
const { changed, loader } = makeClassic(modules, 'assets/worker.js', 'assets/page.js');

it.each([
  [
    'a module',
    filesOf([...modules, [LOADER, "import './assets/worker.js';\n"]]),
    ['assets/core.js', 'assets/worker.js'],
  ],
  // What it has for itself stands in the loader.
  ['a classic script', filesOf([...modules, ...changed, [LOADER, loader]]), ['assets/core.js']],
])(
  'tells what a worker that is %s loads at once from what it loads later',
  (_form, files, eager) => {
    expect(eagerScripts(files, LOADER).toSorted()).toEqual([...eager, LOADER]);
    expect(workerScripts(files, LOADER).toSorted()).toEqual(
      [...eager, ...LATER, LOADER].toSorted(),
    );
  },
);
