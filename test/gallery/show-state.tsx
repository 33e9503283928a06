import { type JSX, options, render } from 'preact';
import 'preact/hooks';
import { followLanguage } from '../../src/panel/language.ts';
// What a state loads when it is drawn is there from the start.
import '../../src/panel/screens.ts';
import { StoreContext } from '../../src/panel/store-context.ts';
import { fakeWorker } from '../unit/panel/fake-worker.ts';
import { statesByFile } from './states.ts';

/** What tests call: the states there are, as `file/state`, and one of them drawn and at rest. */
export interface StatePage {
  names: readonly string[];
  show(name: string): Promise<void>;
  /** several beneath one another, to be looked at together */
  showAll(names: readonly string[]): Promise<void>;
}

/** How many turns without a change count as rest. */
const QUIET_TURNS = 3;

// Effects run at once: a page of hundreds of states has no time for a frame after each.
options.requestAnimationFrame = queueMicrotask;
followLanguage();

const names = [...statesByFile].flatMap(([file, states]) =>
  Object.keys(states).map((state) => `${file}/${state}`),
);
const root = document.getElementById('panel') as HTMLElement;
let changed = true;
new MutationObserver(() => {
  changed = true;
}).observe(root, { subtree: true, childList: true, attributes: true, characterData: true });

function stateOf(name: string): { file: string; State: () => JSX.Element } {
  const [file = '', states] = [...statesByFile].find(([one]) => name.startsWith(`${one}/`)) ?? [];
  const State = states?.[name.slice(file.length + 1)];
  if (!State) throw new Error(`no state "${name}"`);
  return { file, State };
}

async function show(name: string): Promise<void> {
  const { file, State } = stateOf(name);
  render(null, root);
  render(
    <StoreContext.Provider value={fakeWorker({}).store}>
      <main class="slot">
        <h1 class="visually-hidden">{file}</h1>
        <h2 class="visually-hidden">{name}</h2>
        <State />
      </main>
    </StoreContext.Provider>,
    root,
  );
  document.title = name;
  await atRest();
}

async function showAll(names: readonly string[]): Promise<void> {
  render(null, root);
  render(
    <StoreContext.Provider value={fakeWorker({}).store}>
      {names.map((name) => {
        const { State } = stateOf(name);
        return (
          <section key={name}>
            <p class="status-line mono">{name}</p>
            <div style={{ blockSize: '34rem', overflow: 'hidden' }}>
              <State />
            </div>
          </section>
        );
      })}
    </StoreContext.Provider>,
    root,
  );
  await atRest();
}

/** Settles when nothing was drawn for some turns. */
async function atRest(): Promise<void> {
  for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
    changed = false;
    await scheduler.yield();
    if (changed) quiet = 0;
  }
}

/** Draws the state that the address names after `#`, again whenever that changes. */
export function showAtHash(): void {
  const draw = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    if (name !== '') void show(name);
  };
  addEventListener('hashchange', draw);
  draw();
  Object.assign(window, { statePage: { names, show, showAll } satisfies StatePage });
}
