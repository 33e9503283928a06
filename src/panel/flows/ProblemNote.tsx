import { message } from '../browser.ts';
import { FindingList } from '../findings/FindingList.tsx';
import { SendAnyway } from '../findings/SendAnyway.tsx';
import type { LiveTokenProps } from '../tokens/lifetimes/LiveToken.tsx';
import { Icon } from '../ui/Icon.tsx';
import { lazily } from '../ui/lazily.tsx';
import { describeRefusal } from './describe-refusal.ts';
import type { FlowProblem } from './flow-problem.ts';

const LiveToken = lazily<LiveTokenProps>(async () => (await import('../screens.ts')).LiveToken);

interface ProblemNoteProps {
  problem: FlowProblem;
  onDismiss(): void;
  /** token requests that the bank takes in a time */
  allowed?: number | undefined;
}

/** Why the last thing that was asked of a flow was not done, and what to do about it. */
export function ProblemNote({ problem, onDismiss, allowed }: ProblemNoteProps) {
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
  if (problem.kind === 'refused' && problem.refusal.kind === 'token_alive' && problem.use) {
    return (
      <LiveToken
        alive={problem.refusal}
        allowed={allowed}
        onUse={problem.use}
        onAsk={problem.anyway}
      />
    );
  }
  return <Sentence problem={problem} onDismiss={onDismiss} />;
}

function Sentence({ problem, onDismiss }: Omit<ProblemNoteProps, 'allowed'>) {
  return (
    <div class="problem-note" role="alert">
      <Icon name="error" />
      <p>{problemText(problem)}</p>
      {problem.kind === 'refused' && problem.again && (
        <button type="button" onClick={problem.again}>
          {message('action_store_answer')}
        </button>
      )}
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
