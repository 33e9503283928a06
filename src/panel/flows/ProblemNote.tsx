import { message } from '../browser.ts';
import { FindingList } from '../findings/FindingList.tsx';
import { SendAnyway } from '../findings/SendAnyway.tsx';
import { Icon } from '../ui/Icon.tsx';
import { describeRefusal } from './describe-refusal.ts';
import type { FlowProblem } from './flow-problem.ts';

interface ProblemNoteProps {
  problem: FlowProblem;
  onDismiss(): void;
}

/** Why the last thing that was asked of a flow was not done, and what to do about it. */
export function ProblemNote({ problem, onDismiss }: ProblemNoteProps) {
  if (problem.kind === 'refused' && problem.refusal.kind === 'has_errors') {
    const { findings } = problem.refusal;
    const { anyway } = problem;
    if (anyway) return <SendAnyway findings={findings} onSend={anyway} onCancel={onDismiss} />;
    return (
      <>
        <Sentence problem={problem} onDismiss={onDismiss} />
        <FindingList findings={findings} label={message('anyway_findings')} />
      </>
    );
  }
  return <Sentence problem={problem} onDismiss={onDismiss} />;
}

function Sentence({ problem, onDismiss }: ProblemNoteProps) {
  return (
    <div class="problem-note" role="alert">
      <Icon name="error" />
      <p>{problemText(problem)}</p>
      <button type="button" class="quiet icon-only" onClick={onDismiss}>
        <Icon name="close" />
        <span class="visually-hidden">{message('action_dismiss')}</span>
      </button>
    </div>
  );
}

function problemText(problem: FlowProblem): string {
  switch (problem.kind) {
    case 'refused':
      return describeRefusal(problem.refusal);
    case 'host_denied':
      return message('problem_host_denied', problem.host);
    case 'worker_stopped':
      return message('problem_worker_stopped');
  }
}
