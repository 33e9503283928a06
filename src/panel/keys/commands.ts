import { createContext } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import type { CommandId } from './key-table.ts';

/** False around a screen that is kept while another one is shown: its keys rest. */
export const ShownContext = createContext(true);

/** What a command does; `false` says that there was nothing to do, so that the key is somebody else's. */
type Run = () => unknown;

interface Provider {
  /** rises with each component that is drawn, and so from the outer to the inner ones */
  order: number;
  run: Run;
}

const providers = new Map<CommandId, Provider[]>();
let drawn = 0;

/**
 * Says what a command does while this component is drawn. Where several say so, the innermost is asked first,
 * and the next one where it returns `false`.
 */
export function useCommand(id: CommandId, run: Run, enabled = true): void {
  const shown = useContext(ShownContext);
  const order = useRef(0);
  order.current ||= ++drawn;
  const latest = useRef(run);
  latest.current = run;
  useLayoutEffect(() => {
    if (!enabled || !shown) return;
    return provideCommand(id, { order: order.current, run: () => latest.current() });
  }, [id, enabled, shown]);
}

/** Adds a provider until what it returns is called. */
export function provideCommand(id: CommandId, provider: Provider): () => void {
  const sorted = [...(providers.get(id) ?? []), provider].toSorted((a, b) => b.order - a.order);
  providers.set(id, sorted);
  return () => {
    const others = (providers.get(id) ?? []).filter((other) => other !== provider);
    providers.set(id, others);
  };
}

/** Does what a command does now; false when nobody had anything to do. */
export function runCommand(id: CommandId): boolean {
  return (providers.get(id) ?? []).some(({ run }) => run() !== false);
}
