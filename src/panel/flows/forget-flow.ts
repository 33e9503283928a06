import { message } from '../browser.ts';
import type { PanelStore } from '../store.ts';

/** Takes a flow from the list, with the way back; when that is over, nothing of it is kept. */
export async function forgetFlow(store: PanelStore, flowId: string): Promise<void> {
  const ask = async (name: 'clearFlows' | 'restoreFlows') => {
    try {
      await store.client.ask(name, name === 'clearFlows' ? { flowId } : {});
      return true;
    } catch {
      store.toast.value = message('toolbar_worker_silent');
      return false;
    }
  };
  if (!(await ask('clearFlows'))) return;
  store.undoable.value = {
    text: message('toast_forgotten'),
    undo: () => void ask('restoreFlows'),
  };
}
