import { useMemo } from 'preact/hooks';
import type { FlowSummary } from '../../core/flow/flow-summary.ts';
import { inspectedTabId, message, reloadInspected } from '../browser.ts';
import { useCommand } from '../keys/commands.ts';
import type { PanelStore } from '../store.ts';
import { useStore } from '../store-context.ts';
import type { Place } from '../ui/Grid.tsx';
import { lazily } from '../ui/lazily.tsx';
import { watchStatus } from '../watch/WatchSwitch.tsx';
import { FlowsView } from './FlowsView.tsx';
import { FlowFilter } from './filter/FlowFilter.tsx';
import { LastFlow } from './first/LastFlow.tsx';
import { flowGrid, flowSplit } from './flow-layout.ts';
import { forgetFlow } from './forget-flow.ts';
import { clearFilter, flowFilter, listedFlows } from './listed-flows.ts';
import { runAgain } from './run-again.ts';
import { showFlow } from './show-flow.ts';

const FlowDetail = lazily(async () => (await import('../screens.ts')).FlowDetail);
const PracticeOffer = lazily(async () => (await import('../screens.ts')).PracticeOffer);
const UnreadNote = lazily(async () => (await import('../screens.ts')).UnreadNote);
const UnaskedAnswers = lazily(async () => (await import('../screens.ts')).UnaskedAnswers);

/** The Flows screen: the list and the selected flow, arranged as a person left them. */
export function Flows() {
  const store = useStore();
  const close = () => {
    document.querySelector<HTMLElement>('.flows [aria-selected="true"][data-row]')?.focus();
    void showFlow(store, undefined);
  };
  const { watch, lastDraft } = store.settings.value;
  const watchDoor = {
    on: watch,
    turnOn: () => void store.saveSettings({ watch: true }),
    reload: reloadInspected,
  };
  useCommand('close', close, store.selectedFlowId.value !== undefined);
  const flows = store.flows.value;
  const listed = useMemo(() => listedFlows(flows ?? []), [flows, flowFilter.value]);
  return (
    <FlowsView
      flows={flows}
      listed={listed}
      selectedFlowId={store.selectedFlowId.value}
      nowMs={store.nowMs}
      filterBar={<FlowFilter />}
      lastFlow={<LastFlow onRunAgain={(flow) => void runAgain(store, flow)} />}
      layout={flowGrid.value}
      sizes={flowSplit}
      onLayout={(layout) => {
        flowGrid.value = layout;
      }}
      watching={watchStatus(watch)}
      doors={{
        watch: inspectedTabId() === undefined ? undefined : watchDoor,
        remembers: lastDraft !== null,
        practice: <PracticeOffer />,
      }}
      onMenu={(flow, place) => void openMenu(store, flow, place)}
      onSelect={(flowId) => void showFlow(store, flowId)}
      onForget={(flowId) => void forgetFlow(store, flowId)}
      onClearFilter={clearFilter}
      onNewFlow={() => {
        store.composing.value = true;
      }}
      onBoard={() => {
        store.tool.value = 'board';
      }}
      onInspectToken={() => {
        store.screen.value = 'tokens';
      }}
      unasked={
        <>
          {store.unread.value.length > 0 && <UnreadNote />}
          {store.unasked.value.length > 0 && <UnaskedAnswers />}
        </>
      }
    >
      <FlowDetail />
    </FlowsView>
  );
}

/** The menu of a flow, or of the columns. */
async function openMenu(
  store: PanelStore,
  flow: FlowSummary | undefined,
  place: Place,
): Promise<void> {
  try {
    const { openColumnMenu, openFlowMenu } = await import('../screens.ts');
    if (flow) await openFlowMenu(store, flow, place);
    else openColumnMenu(store, place);
  } catch {
    store.toast.value = message('screen_unread');
  }
}
