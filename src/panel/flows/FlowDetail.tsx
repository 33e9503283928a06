import { useState } from 'preact/hooks';
import type { FlowState } from '../../core/flow/flow-state.ts';
import { message } from '../browser.ts';
import { FlowMenu } from '../flow-tools/FlowMenu.tsx';
import { useStore } from '../store-context.ts';
import { Icon } from '../ui/Icon.tsx';
import { lazily } from '../ui/lazily.tsx';
import { type DetailTab, tabForPhase } from './detail-tab.ts';
import { FlowDetailView } from './FlowDetailView.tsx';
import {
  abandon,
  cancel,
  discardCode,
  exchangeCode,
  pasteRedirect,
  pushRequest,
  releaseAnswer,
  reveal,
} from './flow-actions.ts';
import type { FlowCommands } from './flow-commands.ts';
import { flowProblems, setFlowProblem } from './flow-problem.ts';
import { ProblemNote } from './ProblemNote.tsx';
import { runAgain } from './run-again.ts';
import { showFlow } from './show-flow.ts';
import { openFlow, pasteAnswer, runStep, runSteps, saveCaptured } from './steps/step-actions.ts';

const FlowTokens = lazily(async () => (await import('../screens.ts')).FlowTokens);
const CaptureLimits = lazily(async () => (await import('../screens.ts')).CaptureLimits);

/** The selected flow; while it is read, a quiet word. */
export function FlowDetail() {
  const store = useStore();
  const flowId = store.selectedFlowId.value;
  const flow = store.selectedFlow.value;
  if (flowId === undefined) return null;
  // Between two flows the store still holds the events of the one before.
  if (flow?.flowId !== flowId) return <Reading flowId={flowId} />;
  return <SelectedFlow key={flowId} flow={flow} />;
}

function SelectedFlow({ flow }: { flow: FlowState }) {
  const store = useStore();
  const [picked, setPicked] = useState<DetailTab>();
  const commands: FlowCommands = {
    exchangeCode: () => void exchangeCode(store, flow),
    discardCode: () => void discardCode(store, flow),
    releaseAnswer: () => void releaseAnswer(store, flow),
    pasteRedirect: (url) => pasteRedirect(store, flow, url),
    reveal: (secretId) => reveal(store, flow, secretId),
    runStep: (name) => void runStep(store, flow, name),
    runSteps: () => void runSteps(store, flow),
    saveCaptured: (values) => void saveCaptured(store, flow, values),
    pasteAnswer: (name, status, body) => void pasteAnswer(store, flow, { name, status, body }),
    openFlow: (how) => void openFlow(store, flow, how),
    pushRequest: () => void pushRequest(store, flow),
    abandon: () => void abandon(store, flow),
    runAgain: () => void runAgain(store, flow),
    cancel: () => void cancel(store, flow),
    close: () => void showFlow(store, undefined),
    dismissProblem: () => setFlowProblem(flow.flowId, undefined),
  };
  return (
    <FlowDetailView
      flow={flow}
      events={store.selectedEvents.value}
      nowMs={store.nowMs}
      problem={flowProblems.value.get(flow.flowId)}
      tab={picked ?? tabForPhase(flow)}
      onTab={setPicked}
      commands={commands}
      menu={<FlowMenu />}
      limits={<CaptureLimits />}
      tokens={<FlowTokens flow={flow} />}
    />
  );
}

function Reading({ flowId }: { flowId: string }) {
  const store = useStore();
  const problem = flowProblems.value.get(flowId);
  const [first] = store.selectedEvents.value;
  // Read, and without its start: no flow can be made of it.
  if (first?.flowId === flowId && first.happening.kind !== 'started')
    return (
      <p class="screen row problem" role="alert">
        <Icon name="error" />
        {message('flow_unreadable')}
      </p>
    );
  if (!problem) return <p class="loading screen subtle">{message('flow_reading')}</p>;
  return (
    <div class="screen stack">
      <ProblemNote problem={problem} onDismiss={() => void showFlow(store, undefined)} />
      <div class="row">
        <button type="button" onClick={() => void showFlow(store, flowId)}>
          {message('action_read_again')}
        </button>
      </div>
    </div>
  );
}
