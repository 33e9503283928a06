import { FlowToolScreen } from '../flow-tools/FlowToolScreen.tsx';
import { listTools } from '../flow-tools/flow-tools.ts';
import { useStore } from '../store-context.ts';
import { ComposeFlow } from './ComposeFlow.tsx';
import { Flows } from './Flows.tsx';

/** The flows, or what is done in their place. */
export function FlowsScreen() {
  const store = useStore();
  if (store.composing.value) return <ComposeFlow />;
  const tool = store.tool.value;
  const fits = tool && (tool in listTools || store.selectedFlow.value);
  return fits ? <FlowToolScreen name={tool} /> : <Flows />;
}
