import type { ReadonlySignal } from '@preact/signals';
import type { MatrixRow } from '../../../core/fault-bench/bench-matrix.ts';
import { describeCounts } from '../../../core/fault-bench/describe-bench.ts';
import type { FaultId } from '../../../core/fault-bench/fault.ts';
import type { BenchAct } from '../../../core/fault-bench/next-act.ts';
import type { BenchObstacle, PlannedLogin } from '../../../core/fault-bench/plan-bench.ts';
import type { FlowState } from '../../../core/flow/flow-state.ts';
import type { EpochMilliseconds } from '../../../core/time.ts';
import { message } from '../../browser.ts';
import type { FlowProblem } from '../../flows/flow-problem.ts';
import { ProblemNote } from '../../flows/ProblemNote.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { BenchNow } from './BenchNow.tsx';
import { FaultMatrix } from './FaultMatrix.tsx';
import { FaultSetup, type FaultSetupProps } from './FaultSetup.tsx';
import './faults.css';

/** What a person can do with a bench. What asks for a host does so in the click. */
export interface FaultCommands {
  choose(id: FaultId, on: boolean): void;
  start(): void;
  stop(): void;
  resume(): void;
  startOver(): void;
  open(login: PlannedLogin): void;
  giveUp(flowId: string, saw: FlowState['saw']): void;
  showFlow(flowId: string): void;
  markdown(): string;
  dismiss(): void;
}

export interface FaultsViewProps {
  obstacle: BenchObstacle | undefined;
  /** bank and environment, as a person knows them */
  environment: string;
  /** before it begins */
  setup: Pick<FaultSetupProps, 'choices' | 'cost' | 'holds'> | undefined;
  /** once it has begun */
  progress:
    | {
        act: BenchAct;
        rows: readonly MatrixRow[];
        running: boolean;
        /** something that the person pressed is being done */
        pressed: boolean;
        /** when the code that is left alone must be dead */
        lateUntilMs: EpochMilliseconds | undefined;
      }
    | undefined;
  hasInspectedTab: boolean;
  nowMs: ReadonlySignal<EpochMilliseconds>;
  problem: FlowProblem | undefined;
  commands: FaultCommands;
}

/** What will happen, then what happens, then what came of it. */
export function FaultsView(props: FaultsViewProps) {
  const { obstacle, environment, setup, progress, problem, commands } = props;
  if (obstacle) {
    return (
      <p class="row">
        <Icon name="info" />
        {message(`faults_${obstacle}`)}
      </p>
    );
  }
  const note = problem && <ProblemNote problem={problem} onDismiss={commands.dismiss} />;
  if (setup) {
    return (
      <>
        {note}
        <FaultSetup {...setup} environment={environment} commands={commands} />
      </>
    );
  }
  if (!progress) return note ?? <p role="status">{message('flows_loading')}</p>;
  const { act, rows, running, pressed, lateUntilMs } = progress;
  const isDone = act.kind === 'done';
  return (
    <>
      {note}
      <BenchNow
        act={act}
        running={running}
        pressed={pressed}
        hasInspectedTab={props.hasInspectedTab}
        nowMs={props.nowMs}
        commands={commands}
      />
      <p role="status">
        {message(isDone ? 'faults_done' : 'faults_counts', describeCounts(rows, message))}
      </p>
      <FaultMatrix rows={rows} lateUntilMs={lateUntilMs} nowMs={props.nowMs} commands={commands} />
      <div class="row">
        <CopyButton label={message('faults_copy')} text={commands.markdown} />
        {(isDone || !running) && (
          <button type="button" onClick={commands.startOver}>
            <Icon name="again" />
            {message('faults_over')}
          </button>
        )}
      </div>
    </>
  );
}
