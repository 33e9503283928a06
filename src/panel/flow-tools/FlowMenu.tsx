import { message } from '../browser.ts';
import { forgetFlow } from '../flows/forget-flow.ts';
import { shownFile } from '../records/transfer.ts';
import { useStore } from '../store-context.ts';
import { Menu, type MenuItem } from '../ui/Menu.tsx';
import { flowTools } from './flow-tools.ts';

/** What can be done with the selected flow as a whole. */
export function FlowMenu() {
  const store = useStore();
  const flow = store.selectedFlow.value;
  const { repeats, watched } = flow?.started ?? {};
  // What stands in a file that can only be read is not ours to send or to forget.
  const readOnly = shownFile.value !== undefined;
  const items: MenuItem[] = Object.entries(flowTools)
    .filter(([, { sends }]) => !(sends && (watched || readOnly)))
    .map(([name, { label, icon }]) => ({
      label: message(label),
      icon,
      run: () => {
        store.tool.value = name;
      },
    }));
  const { value: flowId } = store.selectedFlowId;
  if (flowId !== undefined && !readOnly) {
    const run = () => void forgetFlow(store, flowId);
    items.push({ label: message('action_forget_flow'), icon: 'trash', apart: true, run });
  }
  const canCompare =
    Boolean(flow?.redirect || flow?.calls.length) &&
    store.flows.value?.some((other) => other.flowId === repeats);
  return (
    <>
      {canCompare && (
        <button
          type="button"
          onClick={() => {
            store.tool.value = 'compare';
          }}
        >
          {message('compare_with_recorded')}
        </button>
      )}
      {items.length > 0 && <Menu label={message('action_more')} items={items} />}
    </>
  );
}
