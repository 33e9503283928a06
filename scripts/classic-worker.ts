import { posix } from 'node:path';
import { parseAst } from 'vite';

/** The files of a package, by their paths: scripts as texts. */
type Scripts = ReadonlyMap<string, string>;

/** Where a script says what another one exports, in both of its ways of being loaded. */
const REGISTRY = 'globalThis';

interface Statement {
  type: string;
  start: number;
  end: number;
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

interface Import {
  from: string;
  names: [imported: string, local: string][];
  at: Statement;
}

/** What a built module takes, gives, and loads when it needs it. */
interface BuiltModule {
  code: string;
  imports: Import[];
  exports: { exported: string; local: string }[];
  exportStatements: Statement[];
  lazily: { path: string; at: Statement }[];
  /** of `import.meta`, which no script has */
  asksForMeta: boolean;
}

/**
 * The scripts of a package with its worker as a classic one, which Chromium can give further scripts when it needs them; a
 * worker that is a module cannot load anything. What worker and pages share stays one file: without `import` and `export` it
 * is a script and a module at once, and says what it exports in the global object. What it has for itself and needs at once
 * stands in the loader: each file more takes the browser a while, when a redirect waits. So it does when a page is opened:
 * what the worker begins with, and the page as well, stands in both.
 *
 * @param worker the path of the worker's own module
 * @param page the path of the module that shall be read with few files; further modules of its page import it
 * @returns the scripts that changed, those that are not needed any more, and the loader that is to be the worker
 */
export function makeClassic(
  scripts: Scripts,
  worker: string,
  page: string,
): { changed: Map<string, string>; gone: string[]; loader: string } {
  const modules = new Map([...scripts].map(([path, code]) => [path, readModule(path, code)]));
  inOrder([...modules.keys()], modules);
  const eager = inOrder([worker], modules);
  const entries = eager.flatMap((path) => modules.get(path)?.lazily.map((one) => one.path) ?? []);
  const later = inOrder(entries, modules).filter((path) => !eager.includes(path));
  const classic = new Set([...eager, ...later]);
  const inBoth = inOrder([page], modules).filter((path) => eager.includes(path));
  const changed = new Map<string, string>();
  for (const [path, module] of modules) {
    const takes = module.imports.some(({ from }) => classic.has(from));
    if (classic.has(path)) changed.set(path, asScript(path, module));
    else if (takes)
      changed.set(path, withGlobals(path, module, { modules, classic, inBoth, page }));
  }
  const textOf = (paths: readonly string[]) => paths.map((path) => changed.get(path)).join('');
  const first = textOf(inBoth);
  changed.set(page, first + (changed.get(page) ?? scripts.get(page)));
  const pages = [...modules.keys()].filter((path) => !classic.has(path));
  const ofPages = new Set(inOrder(pages, modules));
  const ownOfWorker = eager.filter((path) => !ofPages.has(path));
  const files = eager.filter((path) => ofPages.has(path) && !inBoth.includes(path));
  const loader = loaderFor({ first, files, later }) + textOf(ownOfWorker);
  const gone = [...inBoth, ...ownOfWorker];
  for (const path of gone) changed.delete(path);
  return { changed, gone, loader };
}

/**
 * A script in a function of its own, for what it declares is its own business. What it exports is said once the whole of it
 * ran, and must not change after that.
 */
function asScript(path: string, module: BuiltModule): string {
  const { code, imports, exports, exportStatements, lazily, asksForMeta } = module;
  if (asksForMeta) throw new Error(`${path} asks for import.meta, which a script has not`);
  const edits: Edit[] = [
    ...imports.map(({ at }) => ({ ...at, text: '' })),
    ...exportStatements.map((at) => ({ ...at, text: '' })),
    ...lazily.map(({ at, path: file }) => ({
      ...at,
      text: `${REGISTRY}.later(${JSON.stringify(file)})`,
    })),
  ];
  const given = exports.map(({ exported, local }) => `${exported}:${local}`).join(',');
  const said = given === '' ? '' : `${REGISTRY}[${JSON.stringify(path)}]={${given}}`;
  const body = edited(code, edits).trimEnd().replace(/;$/, '');
  return `(()=>{'use strict';${imports.map(taken).join('')}${body};${said}})();\n`;
}

/** A module of a page: the scripts it takes from are loaded in their order, since they load nothing themselves. */
function withGlobals(
  path: string,
  { code, imports }: BuiltModule,
  { modules, classic, inBoth, page }: PackageParts,
): string {
  const shared = imports.filter(({ from }) => classic.has(from));
  const order = inOrder(
    shared.map(({ from }) => from),
    modules,
  );
  const files = order.filter((from) => !inBoth.includes(from));
  if (files.length < order.length && !inOrder([path], modules).includes(page))
    throw new Error(`${path} needs what stands in ${page}, and does not import it`);
  const loads = files.map((from) => `import${JSON.stringify(relativeTo(path, from))};`).join('');
  const edits = shared.map(({ at }) => ({ ...at, text: '' }));
  return loads + shared.map(taken).join('') + edited(code, edits);
}

interface PackageParts {
  modules: ReadonlyMap<string, BuiltModule>;
  /** what the worker may load */
  classic: ReadonlySet<string>;
  /** what stands in the worker and in the page */
  inBoth: readonly string[];
  page: string;
}

/** What is imported, wherever the statement stands, is there before all else. */
function taken({ from, names }: Import): string {
  if (names.length === 0) return '';
  const members = names.map(([imported, local]) => `${imported}:${local}`).join(',');
  return `const{${members}}=${REGISTRY}[${JSON.stringify(from)}];`;
}

/**
 * A browser gives a worker those scripts later that it was given when it was installed, and no others.
 *
 * @see Service Workers §7.4 (`importScripts`)
 */
function loaderFor({ first, files, later }: LoaderParts): string {
  return `const later=${JSON.stringify(later)},load=()=>importScripts(...later);
${REGISTRY}.later=async(path)=>{${REGISTRY}[path]||load();return ${REGISTRY}[path]};
addEventListener('install',load);
${first}importScripts(${files.map((path) => JSON.stringify(path)).join(',')});
`;
}

interface LoaderParts {
  /** the text of what it runs before all else */
  first: string;
  /** what it loads at once, and what it may load */
  files: readonly string[];
  later: readonly string[];
}

/** Some scripts after all that they import. Throws where they import each other in a circle. */
function inOrder(paths: readonly string[], modules: ReadonlyMap<string, BuiltModule>): string[] {
  const done = new Set<string>();
  const visit = (path: string, above: readonly string[]) => {
    if (above.includes(path)) throw new Error(`${[...above, path].join(' > ')}: a circle`);
    if (done.has(path)) return;
    for (const { from } of modules.get(path)?.imports ?? []) visit(from, [...above, path]);
    done.add(path);
  };
  for (const path of paths) visit(path, []);
  return [...done];
}

// biome-ignore lint/suspicious/noExplicitAny: a syntax tree, whose nodes are told apart by their type
type Node = any;

function readModule(path: string, code: string): BuiltModule {
  const module: BuiltModule = {
    ...{ code, imports: [], exports: [], exportStatements: [], lazily: [] },
    asksForMeta: false,
  };
  const body: Node[] = parseAst(code).body;
  for (const node of body) {
    if (node.type === 'ImportDeclaration') {
      const names = node.specifiers.map((one: Node): [string, string] => {
        if (one.type !== 'ImportSpecifier') throw new Error(`${path} imports a whole module`);
        return [one.imported.name, one.local.name];
      });
      module.imports.push({
        from: posix.join(posix.dirname(path), node.source.value),
        names,
        at: node,
      });
    } else if (node.type === 'ExportNamedDeclaration' && !node.source && !node.declaration) {
      for (const one of node.specifiers)
        module.exports.push({ exported: one.exported.name, local: one.local.name });
      module.exportStatements.push(node);
    } else if (node.type.startsWith('Export')) {
      throw new Error(`${path} exports in a way that nobody thought of: ${node.type}`);
    }
  }
  walk(body, (node) => {
    if (node.type === 'MetaProperty' && node.meta.name === 'import') module.asksForMeta = true;
    if (node.type !== 'ImportExpression') return;
    const file = node.source.value ?? node.source.quasis?.[0]?.value.cooked;
    module.lazily.push({ path: posix.join(posix.dirname(path), file), at: node });
  });
  return module;
}

function walk(node: Node, visit: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (typeof node.type === 'string') visit(node);
  for (const member of Object.values(node)) walk(member, visit);
}

function edited(code: string, edits: readonly Edit[]): string {
  let text = '';
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    text += code.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + code.slice(at);
}

function relativeTo(path: string, target: string): string {
  const relative = posix.relative(posix.dirname(path), target);
  return relative.startsWith('.') ? relative : `./${relative}`;
}
