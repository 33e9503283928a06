import { useEffect, useRef } from 'preact/hooks';
import { message } from '../browser.ts';
import { useCommand } from '../keys/commands.ts';
import { useStore } from '../store-context.ts';
import { flowTools, listTools } from './flow-tools.ts';

/** A tool in place of the flows, with a way back. */
export function FlowToolScreen({ name }: { name: string }) {
  const store = useStore();
  const tool = flowTools[name];
  const ofList = listTools[name];
  const flow = store.selectedFlow.value;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    // Whoever leaves comes back to where the tools are opened; both are drawn anew by then.
    return () => {
      const opener = ofList ? '.status-line button' : '.flow-header .menu-button';
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        document.querySelector<HTMLElement>(opener)?.focus();
      });
    };
  }, [name]);
  const close = () => {
    store.tool.value = undefined;
  };
  useCommand('close', close);
  const label = (ofList ?? tool)?.label;
  if (!label) return null;
  // The dots tell that a menu's entry asks for more first; here it is asked.
  const title = message(label).replace('…', '');
  return (
    <div class="compose">
      <div class="compose-bar">
        <button type="button" onClick={close}>
          {message('action_back_to_flows')}
        </button>
      </div>
      <section class="compose-body screen stack" aria-label={title}>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {ofList && <ofList.Tool close={close} />}
        {tool && flow && <tool.Tool flow={flow} close={close} />}
      </section>
    </div>
  );
}
