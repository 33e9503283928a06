import type {
  Sequence,
  SequenceMessage,
  SequenceNote,
  SequenceStep,
  Side,
} from '../../core/pictures/sequence.ts';
import { message } from '../browser.ts';
import { durationText, millisecondsText } from '../ui/time-text.ts';

/** Up to ten minutes a flow's times are told in milliseconds and seconds. */
const LONG_MS = 600_000;

/** When something happened, counted from the start of its flow: `+12ms`, `+62.48s`, `+12 min, 5 sec`. */
export function offsetText(offsetMs: number): string {
  if (offsetMs >= LONG_MS) return `+${durationText(offsetMs / 1000)}`;
  const isShort = offsetMs < 1000;
  const words = {
    style: 'unit',
    unit: isShort ? 'millisecond' : 'second',
    unitDisplay: 'narrow',
    minimumFractionDigits: isShort ? 0 : 2,
    maximumFractionDigits: isShort ? 0 : 2,
  } as const;
  const count = isShort ? offsetMs : offsetMs / 1000;
  return `+${new Intl.NumberFormat(message('locale_tag'), words).format(count)}`;
}

/** What each side is called. */
export function sideNames({ participants }: Sequence): ReadonlyMap<Side, string> {
  return new Map(participants.map(({ id, label }) => [id, label]));
}

/** Every step as it is read out. */
export function spokenSteps(sequence: Sequence): string[] {
  const names = sideNames(sequence);
  return sequence.steps.map((step) => spokenStep(step, names));
}

function spokenStep(step: SequenceStep, names: ReadonlyMap<Side, string>): string {
  const at = offsetText(step.offsetMs);
  const name = (side: Side) => names.get(side) ?? '';
  if (step.kind === 'remark')
    return message('sequence_spoken_remark', at, name(step.over), step.text);
  const { number, from, to, label, durationMs } = step;
  const told = message('sequence_spoken', number, at, name(from), name(to), label);
  const took =
    durationMs === undefined ? [] : [message('sequence_spoken_took', millisecondsText(durationMs))];
  return [told, ...took, ...notesOf(step).map(({ text }) => text)].join('. ');
}

/** What is remarked about a message; that it did not arrive first, which an arrow says to those who see it. */
export function notesOf({ end, tone, notes }: SequenceMessage): SequenceNote[] {
  return end === 'lost' ? [{ text: message('sequence_lost'), tone }, ...notes] : notes;
}
