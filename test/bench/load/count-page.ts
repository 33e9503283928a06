/** What happened in a page since it was last asked; `pending` counts timers that have yet to fire once. */
export interface Busyness {
  timers: number;
  frames: number;
  messages: number;
  drawn: number;
  pending: number;
}

/** Runs in the panel before anything of it: what comes due is counted. */
export const busy: Busyness = { timers: 0, frames: 0, messages: 0, drawn: 0, pending: 0 };
const scope = globalThis as unknown as {
  chrome: {
    runtime: {
      sendMessage(...message: unknown[]): unknown;
      onMessage: Record<'addListener' | 'removeListener', (listener: Listener) => void>;
    };
  };
};
type Listener = (...message: unknown[]) => unknown;
const { setTimeout: later, setInterval: often, requestAnimationFrame: frame } = window;
const { clearTimeout: never } = window;
const waiting = new Set<unknown>();
Object.assign(window, {
  setTimeout: (run: () => void, ms?: number) => {
    const id = later(() => {
      waiting.delete(id);
      busy.pending = waiting.size;
      busy.timers += 1;
      run();
    }, ms);
    waiting.add(id);
    busy.pending = waiting.size;
    return id;
  },
  clearTimeout: (id: number) => {
    waiting.delete(id);
    busy.pending = waiting.size;
    never(id);
  },
  setInterval: (run: () => void, ms?: number) =>
    often(() => {
      busy.timers += 1;
      run();
    }, ms),
  requestAnimationFrame: (run: FrameRequestCallback) =>
    frame((atMs) => {
      busy.frames += 1;
      run(atMs);
    }),
});
const { runtime } = scope.chrome;
const { onMessage } = runtime;
const send = runtime.sendMessage.bind(runtime);
const add = onMessage.addListener.bind(onMessage);
const remove = onMessage.removeListener.bind(onMessage);
const counted = new Map<Listener, Listener>();
runtime.sendMessage = (...message) => {
  busy.messages += 1;
  return send(...message);
};
onMessage.addListener = (listener) => {
  counted.set(listener, (...message) => {
    busy.messages += 1;
    return listener(...message);
  });
  add(counted.get(listener) ?? listener);
};
onMessage.removeListener = (listener) => remove(counted.get(listener) ?? listener);
new MutationObserver(() => {
  busy.drawn += 1;
}).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
