import type { Effects } from '../../../src/engine/effects.ts';
import type { MemoryEffects } from './memory-effects.ts';

/**
 * What happens at the n-th effect: the process dies `before` it is done or `after` (done, and nobody heard of
 * it), or it is `refused` as a browser's store refuses.
 */
export type Accident = { kind: 'before' | 'after' | 'refused'; at: number };

/** One life of a worker over stores that outlive it: its locks are its own, and one effect goes wrong. */
export class OneLife {
  /** settles when the process has died */
  readonly died: Promise<void>;
  readonly effects: Effects;
  #count = 0;
  #dead = false;
  #die: () => void = () => undefined;

  constructor(stores: MemoryEffects, accident?: Accident) {
    this.died = new Promise((resolve) => {
      this.#die = resolve;
    });
    const held = new Set<string>();
    const queue = new Map<string, Promise<unknown>>();
    const through = <Part extends object>(part: Part, spared: readonly string[] = []): Part =>
      new Proxy(part, {
        get: (target, name) => {
          const effect = Reflect.get(target, name);
          if (typeof effect !== 'function' || spared.includes(String(name))) return effect;
          return (...given: unknown[]) =>
            this.#attempt(accident, () => effect.apply(target, given) as Promise<unknown>);
        },
      });
    this.effects = {
      clock: stores.clock,
      journal: through(stores.journal),
      vault: through(stores.vault),
      // A bank that answers nothing is a value of its own; no store refuses here.
      send: (request, cancelled) =>
        this.#attempt(accident?.kind === 'refused' ? undefined : accident, () =>
          stores.send(request, cancelled),
        ),
      randomBytes: (count) => stores.randomBytes(count),
      randomId: () => stores.randomId(),
      tryExclusive: async (name, run) => {
        if (held.has(name)) return undefined;
        held.add(name);
        try {
          return await run();
        } finally {
          held.delete(name);
        }
      },
      exclusive: (name, run) => {
        const turn = (queue.get(name) ?? Promise.resolve()).then(run);
        queue.set(
          name,
          turn.catch(() => undefined),
        );
        return turn;
      },
    };
  }

  /** How many effects there were. */
  get count(): number {
    return this.#count;
  }

  async #attempt<T>(accident: Accident | undefined, effect: () => Promise<T>): Promise<T> {
    const never = () => new Promise<never>(() => undefined);
    if (this.#dead) return never();
    this.#count += 1;
    if (this.#count !== accident?.at) return effect();
    if (accident.kind === 'refused') throw new DOMException('made up', 'AbortError');
    this.#dead = true;
    if (accident.kind === 'after') await effect();
    this.#die();
    return never();
  }
}
