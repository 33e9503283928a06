import { message } from '../browser.ts';
import { useStore } from '../store-context.ts';
import { flowTools } from './flow-tools.ts';

/** A tool in place of the flows, with a way back. */
export function FlowToolScreen({ name }: { name: string }) {
  const store = useStore();
  const tool = flowTools[name];
  const flow = store.selectedFlow.value;
  const close = () => {
    store.tool.value = undefined;
  };
  if (!tool || !flow) return null;
  return (
    <div class="compose">
      <div class="compose-bar">
        <button type="button" onClick={close}>
          {message('action_back_to_flows')}
        </button>
      </div>
      <section class="compose-body screen stack" aria-label={message(tool.label)}>
        <h2>{message(tool.label)}</h2>
        <tool.Tool flow={flow} close={close} />
      </section>
    </div>
  );
}
