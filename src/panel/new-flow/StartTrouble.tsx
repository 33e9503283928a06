import { message } from '../browser.ts';
import { SendAnyway } from '../findings/SendAnyway.tsx';
import { describeRefusal } from '../flows/describe-refusal.ts';
import { LiveToken } from '../tokens/lifetimes/LiveToken.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { StartHow, StartProblem } from './start-flow.ts';

interface StartTroubleProps {
  problem: StartProblem;
  onSendAnyway(how: StartHow): void;
  onCancel(): void;
  /** shows the flow whose token would do */
  onUse(flowId: string): void;
  /** token requests that the bank takes in a time */
  allowed: number | undefined;
}

/** Why the flow did not start; where only findings stand against it, the question whether to insist. */
export function StartTrouble({
  problem,
  onSendAnyway,
  onCancel,
  onUse,
  allowed,
}: StartTroubleProps) {
  if (problem.kind === 'refused' && problem.refusal.kind === 'token_alive') {
    const { how, refusal } = problem;
    const { flowId } = refusal;
    return (
      <LiveToken
        alive={refusal}
        allowed={allowed}
        onUse={() => onUse(flowId)}
        onAsk={() => onSendAnyway(how)}
      />
    );
  }
  if (problem.kind === 'refused' && problem.refusal.kind === 'has_errors') {
    return (
      <SendAnyway
        findings={problem.refusal.findings}
        onSend={() => onSendAnyway(problem.how)}
        onCancel={onCancel}
      />
    );
  }
  return (
    <p class="card error form-note" role="alert">
      <Icon name="error" />
      <span>{sentenceOf(problem)}</span>
    </p>
  );
}

function sentenceOf(problem: StartProblem): string {
  switch (problem.kind) {
    case 'refused':
      return describeRefusal(problem.refusal);
    case 'host_denied':
      return message('problem_host_denied', problem.host);
    case 'not_copied':
      return message('copy_failed');
    case 'worker_stopped':
      return message('new_flow_worker_stopped');
  }
}
