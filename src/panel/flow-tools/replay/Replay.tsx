import { useEffect, useState } from 'preact/hooks';
import { liveKey } from '../../../core/banks/live-key.ts';
import { replayPlan } from '../../../core/flow/replay-plan.ts';
import type { Finding } from '../../../core/lint/finding.ts';
import { flowProblems, setFlowProblem } from '../../flows/flow-problem.ts';
import { tokenEndpoint } from '../../flows/request-address.ts';
import { runAgain } from '../../flows/run-again.ts';
import { useStore } from '../../store-context.ts';
import type { FlowToolProps } from '../flow-tools.ts';
import { ReplayView } from './ReplayView.tsx';
import { changeOf, recordedChoice, wantsKey } from './replay-change.ts';

/** Runs a recorded flow again, there or elsewhere. */
export function Replay({ flow }: FlowToolProps) {
  const store = useStore();
  const [choice, setChoice] = useState(() => recordedChoice(flow));
  const [findings, setFindings] = useState<Finding[]>();
  const { clientSecret: _secret, client: _client, ...change } = changeOf(flow, choice);
  const moved = JSON.stringify(change);
  const plan = replayPlan(flow.started.plan, change);
  useEffect(() => {
    let current = true;
    setFindings(undefined);
    // What the linter said of the recorded request is not what it says of another one.
    if (moved !== '{}' && plan.draft.grant === 'authorization_code') {
      void import('../../screens.ts')
        .then(({ lintStep }) => lintStep({ ...flow, started: { ...flow.started, plan } }))
        .then((found) => current && setFindings(found));
    }
    return () => {
      current = false;
    };
  }, [moved]);
  const isLive = plan.profile.environments[plan.draft.environment]?.kind === 'live';
  const key = liveKey(plan.profile, plan.draft.variables);
  return (
    <ReplayView
      flow={flow}
      choice={choice}
      clients={store.clients.value.filter(
        ({ clientId, secretIs, key }) =>
          clientId === plan.draft.clientId &&
          (wantsKey(flow) ? key !== undefined : secretIs === 'in_memory'),
      )}
      endpoint={tokenEndpoint({ ...flow, started: { ...flow.started, plan } })}
      onChoice={setChoice}
      findings={findings ?? []}
      locked={isLive && !store.settings.value.unlockedLive.includes(key)}
      problem={flowProblems.value.get(flow.flowId)}
      onDismiss={() => setFlowProblem(flow.flowId, undefined)}
      onRun={() =>
        void runAgain(store, flow, { ...changeOf(flow, choice), ...(findings && { findings }) })
      }
    />
  );
}
