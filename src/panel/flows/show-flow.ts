import type { PanelStore } from '../store.ts';
import { setFlowProblem } from './flow-problem.ts';

/** Selects a flow and reads it; without one, closes the detail. */
export async function showFlow(store: PanelStore, flowId: string | undefined): Promise<void> {
  if (flowId !== undefined) setFlowProblem(flowId, undefined);
  await store.selectFlow(flowId).catch(() => {
    if (flowId !== undefined) setFlowProblem(flowId, { kind: 'worker_stopped' });
  });
}
