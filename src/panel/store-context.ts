import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PanelStore } from './store.ts';

export const StoreContext = createContext<PanelStore | undefined>(undefined);

/** The store of the panel around a component. */
export function useStore(): PanelStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error('no store around this component');
  return store;
}
