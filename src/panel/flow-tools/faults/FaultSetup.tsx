import { useId } from 'preact/hooks';
import { describeExpected } from '../../../core/fault-bench/describe-bench.ts';
import type { FaultId } from '../../../core/fault-bench/fault.ts';
import { type Condition, FAULT_ROWS } from '../../../core/fault-bench/fault-rows.ts';
import type { benchCost } from '../../../core/fault-bench/plan-bench.ts';
import { message } from '../../browser.ts';
import { durationText } from '../../ui/time-text.ts';
import type { FaultCommands } from './FaultsView.tsx';

export interface FaultSetupProps {
  choices: readonly { id: FaultId; missing: Condition | undefined; chosen: boolean }[];
  cost: ReturnType<typeof benchCost>;
  /** redirects are held: the app gets no code */
  holds: boolean;
  environment: string;
  commands: Pick<FaultCommands, 'choose' | 'start'>;
}

/** Which faults are to be tried, and what that takes. */
export function FaultSetup({ choices, cost, holds, environment, commands }: FaultSetupProps) {
  const { openings, logins, requests, ms } = cost;
  const time = durationText(Math.ceil(ms / 1000));
  return (
    <>
      <p>{message('faults_intro', environment)}</p>
      <fieldset class="fault-choices">
        <legend>{message('faults_rows')}</legend>
        {choices.map((choice) => (
          <Choice key={choice.id} {...choice} onChoose={commands.choose} />
        ))}
      </fieldset>
      <p>{message('faults_cost', openings, logins, requests, time)}</p>
      {!holds && <p class="subtle">{message('faults_hold_hint')}</p>}
      <div class="row">
        <button type="button" class="primary" disabled={openings === 0} onClick={commands.start}>
          {message('faults_start')}
        </button>
      </div>
    </>
  );
}

interface ChoiceProps {
  id: FaultId;
  missing: Condition | undefined;
  chosen: boolean;
  onChoose: FaultCommands['choose'];
}

function Choice({ id, missing, chosen, onChoose }: ChoiceProps) {
  const noteId = useId();
  const expected = `${describeExpected(id, message)} · ${FAULT_ROWS[id].clause}`;
  return (
    <div class="fault-choice">
      <label class="row">
        <input
          type="checkbox"
          checked={chosen && !missing}
          disabled={missing !== undefined}
          aria-describedby={noteId}
          onChange={({ currentTarget }) => onChoose(id, currentTarget.checked)}
        />
        {message(`fault_${id}`)}
      </label>
      <p id={noteId} class="subtle">
        {missing ? message(`fault_reason_${missing}`) : expected}
      </p>
    </div>
  );
}
