import { message } from '../browser.ts';
import { forgetFlow } from '../flows/forget-flow.ts';
import { shownFile } from '../records/transfer.ts';
import { useStore } from '../store-context.ts';
import { Menu } from '../ui/Menu.tsx';
import { flowTools } from './flow-tools.ts';

/** What can be done with the selected flow as a whole. */
export function FlowMenu() {
  const store = useStore();
  const items = Object.entries(flowTools).map(([name, { label, icon }]) => ({
    label: message(label),
    icon,
    run: () => {
      store.tool.value = name;
    },
  }));
  const { value: flowId } = store.selectedFlowId;
  // What stands in a file that can only be read is not ours to forget.
  if (flowId !== undefined && !shownFile.value) {
    const run = () => void forgetFlow(store, flowId);
    items.push({ label: message('action_forget_flow'), icon: 'trash', run });
  }
  return items.length > 0 ? <Menu label={message('action_more')} items={items} /> : null;
}
