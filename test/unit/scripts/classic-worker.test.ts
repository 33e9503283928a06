import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import { makeClassic } from '../../../scripts/classic-worker.ts';
import { readSources } from '../../../scripts/source-files.ts';

const BUILT = {
  'assets/base.js':
    "var r=['base'];globalThis.ran=(globalThis.ran??0)+1;const t=r;function said(e){return [...t,e].join()}export{said as s};",
  'assets/core.js': 'const n=e("core");import{s as e}from"./base.js";export{n as c};',
  'assets/more.js': 'import{s as e}from"./base.js";const t=e("more");export{t as m};',
  'assets/worker.js':
    'import{c as e}from"./core.js";import"./more.js";var r,t=()=>r??=import(`./rest.js`);globalThis.wake=async()=>(await t()).answer(e);',
  'assets/rest.js':
    'import{s as e}from"./base.js";import{d as t}from"./deep.js";const n=r=>e(r)+t;export{n as answer};',
  'assets/deep.js': 'var r="!";export{r as d};',
  'assets/page.js':
    'const n=[e,t];import{c as e}from"./core.js";import{o as t}from"./own.js";export{n as shown};',
  'assets/screen.js':
    'import{c as e}from"./core.js";import{m as t}from"./more.js";import{shown as n}from"./page.js";const r=[e,t,...n];export{r as seen};',
  'assets/own.js': 'const e="own";export{e as o};',
};
const PAGE = 'assets/page.js';
const built = new Map(Object.entries(BUILT));
const { changed, gone, loader } = makeClassic(built, 'assets/worker.js', PAGE);

/** A worker as a browser runs it; once it is installed it gets no script that it was not given before. */
function runWorker() {
  const loads: string[] = [];
  const listeners: (() => void)[] = [];
  const scope = createContext({
    addEventListener: (name: string, listener: () => void) =>
      name === 'install' && listeners.push(listener),
    importScripts(...paths: string[]) {
      for (const path of paths) {
        loads.push(path);
        runInContext(changed.get(path) ?? 'throw new Error("no such script")', scope);
      }
    },
  });
  runInContext(loader, scope);
  return { loads, install: () => listeners[0]?.(), wake: () => runInContext('wake()', scope) };
}

it('begins with what every life of a worker needs, and nothing else', () => {
  expect(runWorker().loads).toEqual(['assets/more.js']);
});

it('has in itself what no page needs, and what the page has in itself too', () => {
  expect(gone).toEqual(['assets/base.js', 'assets/core.js', 'assets/worker.js']);
  for (const path of gone) expect(changed.has(path)).toBe(false);
  expect(loader).toContain('globalThis.wake=');
});

it('loads the rest when it is wanted, once', async () => {
  const { loads, wake } = runWorker();
  expect(await wake()).toBe('base,base,core!');
  expect(await wake()).toBe('base,base,core!');
  expect(loads.slice(1)).toEqual(['assets/deep.js', 'assets/rest.js']);
});

it('is given at its installation all that it may want later', () => {
  const { loads, install } = runWorker();
  install();
  expect(new Set(loads)).toEqual(new Set(['assets/more.js', 'assets/deep.js', 'assets/rest.js']));
});

it('leaves pages with the scripts that are left, each run once', async () => {
  expect(changed.has('assets/own.js')).toBe(false);
  const folder = await mkdtemp(join(tmpdir(), 'classic-'));
  for (const [path, code] of [...built, ...changed]) {
    if (gone.includes(path)) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), code);
  }
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  expect((await import(join(folder, PAGE))).shown).toEqual(['base,core', 'own']);
  expect((await import(join(folder, 'assets/screen.js'))).seen).toEqual([
    ...['base,core', 'base,more'],
    ...['base,core', 'own'],
  ]);
  expect(globalThis).toHaveProperty('ran', 1);
});

it('refuses a page that needs what stands in another', () => {
  const stray = new Map([
    ...built,
    ['assets/stray.js', 'import{s as e}from"./base.js";e("stray");'],
  ]);
  expect(() => makeClassic(stray, 'assets/worker.js', PAGE)).toThrow(
    'assets/stray.js needs what stands in assets/page.js',
  );
});

it('refuses modules that import each other, which no order of scripts allows', () => {
  const circle = new Map([
    ['a.js', 'import{b as e}from"./b.js";export{e as a};'],
    ['b.js', 'import{a as e}from"./a.js";export{e as b};'],
  ]);
  expect(() => makeClassic(circle, 'a.js', 'b.js')).toThrow('a.js > b.js > a.js');
});

it('refuses what only a module can ask for', () => {
  const module = new Map([['a.js', 'globalThis.where=import.meta.url;']]);
  expect(() => makeClassic(module, 'a.js', 'a.js')).toThrow('import.meta');
});

it('has nothing to share that changes after it was said', async () => {
  const changing: string[] = [];
  for (const [path, bytes] of await readSources('.')) {
    if (!/^src\/(background|contract|core|engine)\/.*\.ts$/.test(path)) continue;
    if (/^export (let|var)\b/m.test(String(bytes))) changing.push(path);
  }
  expect(changing).toEqual([]);
});
