import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import { makeClassic } from '../../../scripts/classic-worker.ts';
import { readSources } from '../../../scripts/source-files.ts';

const BUILT = {
  'assets/base.js':
    "var r=['base'];const t=r;function said(e){return [...t,e].join()}export{said as s};",
  'assets/core.js': 'const n=e("core");import{s as e}from"./base.js";export{n as c};',
  'assets/worker.js':
    'import{c as e}from"./core.js";var r,t=()=>r??=import(`./rest.js`);globalThis.wake=async()=>(await t()).answer(e);',
  'assets/rest.js':
    'import{s as e}from"./base.js";import{d as t}from"./deep.js";const n=r=>e(r)+t;export{n as answer};',
  'assets/deep.js': 'var r="!";export{r as d};',
  'assets/page.js':
    'const n=[e,t];import{c as e}from"./core.js";import{o as t}from"./own.js";export{n as shown};',
  'assets/own.js': 'const e="own";export{e as o};',
};
const built = new Map(Object.entries(BUILT));
const { changed, gone, loader } = makeClassic(built, 'assets/worker.js');

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
  expect(runWorker().loads).toEqual(['assets/base.js', 'assets/core.js']);
});

it('has in itself what no page needs', () => {
  expect(gone).toEqual(['assets/worker.js']);
  expect(changed.has('assets/worker.js')).toBe(false);
  expect(loader).toContain('globalThis.wake=');
});

it('loads the rest when it is wanted, once', async () => {
  const { loads, wake } = runWorker();
  expect(await wake()).toBe('base,base,core!');
  expect(await wake()).toBe('base,base,core!');
  expect(loads.slice(2)).toEqual(['assets/deep.js', 'assets/rest.js']);
});

it('is given at its installation all that it may want later', () => {
  const { loads, install } = runWorker();
  install();
  expect(new Set(loads)).toEqual(
    new Set([...built.keys()].filter((path) => !/page|own|worker/.test(path))),
  );
});

it('leaves one file to worker and page, which both can load', async () => {
  expect(changed.has('assets/own.js')).toBe(false);
  const folder = await mkdtemp(join(tmpdir(), 'classic-'));
  for (const [path, code] of [...built, ...changed]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), code);
  }
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  expect((await import(join(folder, 'assets/page.js'))).shown).toEqual(['base,core', 'own']);
});

it('refuses modules that import each other, which no order of scripts allows', () => {
  const circle = new Map([
    ['a.js', 'import{b as e}from"./b.js";export{e as a};'],
    ['b.js', 'import{a as e}from"./a.js";export{e as b};'],
  ]);
  expect(() => makeClassic(circle, 'a.js')).toThrow('a.js > b.js > a.js');
});

it('refuses what only a module can ask for', () => {
  const module = new Map([['a.js', 'globalThis.where=import.meta.url;']]);
  expect(() => makeClassic(module, 'a.js')).toThrow('import.meta');
});

it('has nothing to share that changes after it was said', async () => {
  const changing: string[] = [];
  for (const [path, bytes] of await readSources('.')) {
    if (!/^src\/(background|contract|core|engine)\/.*\.ts$/.test(path)) continue;
    if (/^export (let|var)\b/m.test(String(bytes))) changing.push(path);
  }
  expect(changing).toEqual([]);
});
