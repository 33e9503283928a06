/** Locks among the calls of one process. */
export class Locks {
  readonly #held = new Map<string, Promise<unknown>>();

  /** Runs while holding a lock; `undefined`, without running, when somebody else holds it. */
  async tryExclusive<T>(name: string, run: () => Promise<T>): Promise<T | undefined> {
    return this.#held.has(name) ? undefined : this.exclusive(name, run);
  }

  /** Runs when the lock is free. */
  async exclusive<T>(name: string, run: () => Promise<T>): Promise<T> {
    const before = this.#held.get(name);
    const turn = (async () => {
      await before?.catch(() => undefined);
      return run();
    })();
    this.#held.set(name, turn);
    try {
      return await turn;
    } finally {
      if (this.#held.get(name) === turn) this.#held.delete(name);
    }
  }
}
