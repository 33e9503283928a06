import { useEffect, useState } from 'preact/hooks';
import { foldFlow } from '../../../core/flow/flow-state.ts';
import { meetingToken, tokensOfClient } from '../../../core/lifetimes/token-budget.ts';
import type { ReceivedToken } from '../../../core/lint/lint-token-request.ts';
import type { FlowPlan } from '../../../core/oauth/request-draft.ts';
import type { PanelStore } from '../../store.ts';
import { LiveToken } from './LiveToken.tsx';

interface BudgetNoteProps {
  store: PanelStore;
  plan: FlowPlan;
  onUse(flowId: string): void;
}

/** Says before anything is sent that a token lives which would do; goes away when that has ended. */
export function BudgetNote({ store, plan, onUse }: BudgetNoteProps) {
  const budget = plan.draft.grant === 'client_credentials' ? plan.profile.tokenBudget : undefined;
  const flows = store.flows.value;
  const [tokens, setTokens] = useState<readonly ReceivedToken[]>([]);
  const { clientId, environment } = plan.draft;
  useEffect(() => {
    let wanted = true;
    const since = store.nowMs.peek() - (budget?.seconds ?? 0) * 1000;
    const recent = (flows ?? []).filter(({ startedAtMs }) => startedAtMs >= since);
    const read = recent.map(async ({ flowId }) => {
      const flow = foldFlow((await store.client.ask('readFlow', { flowId })).events);
      return flow ? tokensOfClient(flow, plan) : [];
    });
    void Promise.all(budget ? read : [])
      .then((found) => wanted && setTokens(found.flat()))
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [flows, budget, clientId, environment]);
  const alive = budget && meetingToken(plan, tokens, store.nowMs.value);
  if (!alive) return null;
  return <LiveToken alive={alive} allowed={budget.requests} onUse={() => onUse(alive.flowId)} />;
}
