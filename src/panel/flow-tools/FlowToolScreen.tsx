import { message } from '../browser.ts';
import { useStore } from '../store-context.ts';
import { flowTools, listTools } from './flow-tools.ts';

/** A tool in place of the flows, with a way back. */
export function FlowToolScreen({ name }: { name: string }) {
  const store = useStore();
  const tool = flowTools[name];
  const ofList = listTools[name];
  const flow = store.selectedFlow.value;
  const close = () => {
    store.tool.value = undefined;
  };
  const label = (ofList ?? tool)?.label;
  if (!label) return null;
  return (
    <div class="compose">
      <div class="compose-bar">
        <button type="button" onClick={close}>
          {message('action_back_to_flows')}
        </button>
      </div>
      <section class="compose-body screen stack" aria-label={message(label)}>
        <h2>{message(label)}</h2>
        {ofList && <ofList.Tool close={close} />}
        {tool && flow && <tool.Tool flow={flow} close={close} />}
      </section>
    </div>
  );
}
