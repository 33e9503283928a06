import { signal } from '@preact/signals';
import type { Refusal } from '../../contract/replies.ts';

/** Why the last thing a person asked of a flow was not done. */
export type FlowProblem =
  /**
   * `anyway` repeats the request when the person insists; absent where insisting is impossible; `use` shows what would do
   * instead; `again` tries to store what came
   */
  | {
      kind: 'refused';
      refusal: Refusal;
      anyway?: () => void;
      use?: () => void;
      again?: () => void;
    }
  | { kind: 'host_denied'; host: string }
  | { kind: 'worker_stopped' };

/** The latest problem of each flow, by flow id. */
export const flowProblems = signal<ReadonlyMap<string, FlowProblem>>(new Map());

/** Notes a flow's problem, or takes it away. */
export function setFlowProblem(flowId: string, problem: FlowProblem | undefined): void {
  // Nobody draws anything anew where there was none.
  if (!problem && !flowProblems.peek().has(flowId)) return;
  const problems = new Map(flowProblems.peek());
  if (problem) problems.set(flowId, problem);
  else problems.delete(flowId);
  flowProblems.value = problems;
}
