import { useStore } from '../store-context.ts';
import { lazily } from '../ui/lazily.tsx';
import { watchStatus } from '../watch/WatchSwitch.tsx';
import { FlowDetail } from './FlowDetail.tsx';
import { FlowsView } from './FlowsView.tsx';
import { showFlow } from './flow-actions.ts';
import { forgetFlow } from './forget-flow.ts';

const UnaskedAnswers = lazily(async () => (await import('../screens.ts')).UnaskedAnswers);

/** The Flows screen. */
export function Flows() {
  const store = useStore();
  return (
    <FlowsView
      flows={store.flows.value}
      selectedFlowId={store.selectedFlowId.value}
      nowMs={store.nowMs}
      watching={watchStatus(store.settings.value.watch)}
      onSelect={(flowId) => void showFlow(store, flowId)}
      onForget={(flowId) => void forgetFlow(store, flowId)}
      onNewFlow={() => {
        store.composing.value = true;
      }}
      onBoard={() => {
        store.tool.value = 'board';
      }}
      onInspectToken={() => {
        store.screen.value = 'tokens';
      }}
      unasked={store.unasked.value.length > 0 && <UnaskedAnswers />}
    >
      <FlowDetail />
    </FlowsView>
  );
}
