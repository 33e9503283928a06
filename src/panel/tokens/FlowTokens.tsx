import type { FlowState } from '../../core/flow/flow-state.ts';
import { askTokenStatus, callAgain, callApi, refresh } from '../flows/flow-actions.ts';
import { runAgain } from '../flows/run-again.ts';
import { KeptSecrets } from '../kept/KeptSecrets.tsx';
import { useStore } from '../store-context.ts';
import { automaticRefreshes, setAutomatic } from './automatic-refreshes.ts';
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
  const { toggle, copy, ...values } = useTokenValues(store, flow.flowId);
  return (
    <>
      <FlowTokensView
        flow={flow}
        nowMs={store.nowMs}
        values={values}
        automatic={automaticRefreshes.value.get(flow.flowId)}
        times={<TokenTimes flow={flow} />}
        commands={{
          toggle,
          copy,
          refresh: () => void refresh(store, flow),
          automatic: (on) => setAutomatic(store, flow.flowId, on),
          call: (name, token, edit) => void callApi(store, flow, name, token.secret.id, edit),
          askStatus: (purpose, token) => void askTokenStatus(store, flow, purpose, token.secret.id),
          callAgain: (call, renew) => void callAgain(store, flow, call, renew),
          runAgain: () => void runAgain(store, flow),
        }}
      />
      {flow.tokens.length > 0 && !flow.started.imported && <KeptSecrets bank={flow.started.bank} />}
    </>
  );
}
