import { FlowToolScreen } from '../flow-tools/FlowToolScreen.tsx';
import { useStore } from '../store-context.ts';
import { ComposeFlow } from './ComposeFlow.tsx';
import { Flows } from './Flows.tsx';

/** The flows, or what is done in their place. */
export function FlowsScreen() {
  const store = useStore();
  if (store.composing.value) return <ComposeFlow />;
  const tool = store.selectedFlow.value && store.tool.value;
  return tool ? <FlowToolScreen name={tool} /> : <Flows />;
}
