/** A storage area in memory that hands out copies, as browsers do. */
export function memoryArea(items: Record<string, unknown> = {}) {
  const stored = new Map(Object.entries(items));
  return {
    stored,
    async get(key: string | null): Promise<Record<string, unknown>> {
      const all = Object.fromEntries(structuredClone([...stored]));
      return key === null ? all : { [key]: all[key] };
    },
    async set(change: Record<string, unknown>) {
      for (const [key, value] of Object.entries(change)) stored.set(key, structuredClone(value));
    },
    async remove(keys: string[]) {
      for (const key of keys) stored.delete(key);
    },
  };
}
