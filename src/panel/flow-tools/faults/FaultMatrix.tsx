import type { ReadonlySignal } from '@preact/signals';
import type { FaultVerdict, MatrixRow } from '../../../core/fault-bench/bench-matrix.ts';
import { describeRow } from '../../../core/fault-bench/describe-bench.ts';
import type { EpochMilliseconds } from '../../../core/time.ts';
import { message } from '../../browser.ts';
import type { Tone } from '../../flows/phase-look.ts';
import { TimerText } from '../../tokens/TimerText.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import type { FaultCommands } from './FaultsView.tsx';

interface FaultMatrixProps {
  rows: readonly MatrixRow[];
  lateUntilMs: EpochMilliseconds | undefined;
  nowMs: ReadonlySignal<EpochMilliseconds>;
  commands: Pick<FaultCommands, 'showFlow'>;
}

const LOOK: Record<FaultVerdict, { tone: Tone; icon: IconName }> = {
  refused_as_expected: { tone: 'ok', icon: 'check' },
  refused_otherwise: { tone: 'warn', icon: 'warn' },
  accepted: { tone: 'error', icon: 'error' },
  unclear: { tone: 'warn', icon: 'unknown' },
  not_applicable: { tone: 'plain', icon: 'close' },
  waiting: { tone: 'info', icon: 'waiting' },
};

/** Expected against observed, a line a fault; in a narrow panel a block a fault. */
export function FaultMatrix({ rows, lateUntilMs, nowMs, commands }: FaultMatrixProps) {
  return (
    <table class="fault-matrix" aria-label={message('faults_matrix')}>
      <thead>
        <tr>
          <th scope="col">{message('fault_column_row')}</th>
          <th scope="col">{message('fault_column_verdict')}</th>
          <th scope="col">{message('fault_column_expected')}</th>
          <th scope="col">{message('fault_column_observed')}</th>
          <th scope="col">{message('fault_column_clause')}</th>
          <th scope="col">{message('faults_column_flow')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((matrixRow) => {
          const { id, verdict, flowId } = matrixRow;
          const {
            row,
            expected,
            observed,
            clause,
            verdict: word,
          } = describeRow(matrixRow, message);
          const { tone, icon } = LOOK[verdict];
          const dies = id === 'code_late' && verdict === 'waiting' ? lateUntilMs : undefined;
          return (
            <tr key={id}>
              <th scope="row">{row}</th>
              <td>
                <span class={`chip ${tone}`}>
                  <Icon name={icon} />
                  {word}
                </span>
              </td>
              <td data-label={message('fault_column_expected')}>{expected}</td>
              <td data-label={message('fault_column_observed')}>
                {dies === undefined ? (
                  <bdi>{observed || '–'}</bdi>
                ) : (
                  <TimerText name={row} endsAt={Math.ceil(dies / 1000)} nowMs={nowMs} />
                )}
              </td>
              <td data-label={message('fault_column_clause')}>{clause}</td>
              <td>
                {flowId !== undefined && (
                  <button
                    type="button"
                    class="quiet icon-only"
                    title={message('faults_show_flow', row)}
                    onClick={() => commands.showFlow(flowId)}
                  >
                    <Icon name="eye" />
                    <span class="visually-hidden">{message('faults_show_flow', row)}</span>
                  </button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
