import type { Sequence, SequenceStep, Side } from '../../core/pictures/sequence.ts';
import { message } from '../browser.ts';
import { millisecondsText } from '../ui/time-text.ts';
import { notesOf, offsetText } from './sequence-words.ts';

interface SequenceTableProps {
  sequence: Sequence;
  names: ReadonlyMap<Side, string>;
}

/** The diagram's twin: the same, row by row. */
export function SequenceTable({ sequence, names }: SequenceTableProps) {
  const heads = ['number', 'time', 'from', 'to', 'what', 'status', 'took'] as const;
  return (
    <table class="sequence-table" aria-label={sequence.title}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" class={`sequence-${head}`}>
              {message(`sequence_${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sequence.steps.map((step, at) => (
          <tr key={at} class={`tone-${step.tone}`}>
            <StepCells step={step} names={names} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function StepCells({ step, names }: { step: SequenceStep; names: ReadonlyMap<Side, string> }) {
  const isMessage = step.kind === 'message';
  const notes = isMessage ? notesOf(step) : [step];
  return (
    <>
      <td class="numbers">{isMessage && step.number}</td>
      <td class="numbers subtle">{offsetText(step.offsetMs)}</td>
      <td>{names.get(isMessage ? step.from : step.over)}</td>
      <td>{isMessage && names.get(step.to)}</td>
      <td>
        {isMessage && <code>{step.label}</code>}
        {notes.map(({ text, tone }) => (
          <p key={text} class={`sequence-note tone-${tone}`}>
            {text}
          </p>
        ))}
      </td>
      <td class="numbers">{isMessage && step.status}</td>
      <td class="numbers">
        {isMessage && step.durationMs !== undefined && millisecondsText(step.durationMs)}
      </td>
    </>
  );
}
