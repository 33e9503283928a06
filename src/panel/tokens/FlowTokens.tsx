import type { FlowState } from '../../core/flow/flow-state.ts';
import { callApi, refresh, runAgain } from '../flows/flow-actions.ts';
import { useStore } from '../store-context.ts';
import { FlowTokensView } from './FlowTokensView.tsx';
import { TokenTimes } from './lifetimes/TokenTimes.tsx';
import { useTokenValues } from './use-token-values.ts';

/** The tokens of a flow. */
export function FlowTokens({ flow }: { flow: FlowState }) {
  // Values of one flow are not kept for another.
  return <ConnectedTokens key={flow.flowId} flow={flow} />;
}

function ConnectedTokens({ flow }: { flow: FlowState }) {
  const store = useStore();
  const { toggle, copy, ...values } = useTokenValues(store);
  return (
    <FlowTokensView
      flow={flow}
      nowMs={store.nowMs}
      values={values}
      times={<TokenTimes flow={flow} />}
      commands={{
        toggle,
        copy,
        refresh: () => void refresh(store, flow),
        call: (name, token) => void callApi(store, flow, name, token.secret.id),
        runAgain: () => void runAgain(store, flow),
      }}
    />
  );
}
