import { message } from '../browser.ts';
import { useStore } from '../store-context.ts';
import { Menu } from '../ui/Menu.tsx';
import { flowTools } from './flow-tools.ts';

/** What can be done with the selected flow as a whole. */
export function FlowMenu() {
  const store = useStore();
  const flow = store.selectedFlow.value;
  const { repeats, watched } = flow?.started ?? {};
  const items = Object.entries(flowTools)
    .filter(([, { sends }]) => !(sends && watched))
    .map(([name, { label, icon }]) => ({
      label: message(label),
      icon,
      run: () => {
        store.tool.value = name;
      },
    }));
  const canCompare =
    (flow?.redirect || flow?.calls.length) &&
    store.flows.value?.some(({ flowId }) => flowId === repeats);
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
