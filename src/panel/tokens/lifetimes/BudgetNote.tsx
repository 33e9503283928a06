import { meetingToken, tokensOfClient } from '../../../core/lifetimes/token-budget.ts';
import type { FlowPlan } from '../../../core/oauth/request-draft.ts';
import type { PanelStore } from '../../store.ts';
import { LiveToken } from './LiveToken.tsx';
import { useFlows } from './use-flows.ts';

interface BudgetNoteProps {
  store: PanelStore;
  plan: FlowPlan;
  onUse(flowId: string): void;
}

/** Says before anything is sent that a token lives which would do; goes away when that has ended. */
export function BudgetNote({ store, plan, onUse }: BudgetNoteProps) {
  const budget = plan.draft.grant === 'client_credentials' ? plan.profile.tokenBudget : undefined;
  const since = store.nowMs.peek() - (budget?.seconds ?? 0) * 1000;
  const flows = useFlows(store, ({ startedAtMs }) => !!budget && startedAtMs >= since, budget);
  if (!budget) return null;
  const tokens = flows.flatMap((flow) => tokensOfClient(flow, plan));
  const alive = meetingToken(plan, tokens, store.nowMs.value);
  if (!alive) return null;
  return <LiveToken alive={alive} allowed={budget.requests} onUse={() => onUse(alive.flowId)} />;
}
