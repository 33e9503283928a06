import { oneLine } from './one-line.ts';
import type { Sequence, SequenceMessage, SequenceStep, SequenceTone } from './sequence.ts';

const colours: Record<SequenceTone, string | undefined> = {
  plain: undefined,
  ok: '#1a7f37',
  warn: '#9a6700',
  error: '#cf222e',
};
const paper: Record<SequenceTone, string> = {
  plain: '#f6f8fa',
  ok: '#dafbe1',
  warn: '#fff8c5',
  error: '#ffebe9',
};

/**
 * A sequence as a PlantUML diagram.
 *
 * @see https://plantuml.com/sequence-diagram
 */
export function plantUmlText({ title, participants, steps }: Sequence): string {
  const lines = [
    '@startuml',
    `title ${plantUmlWord(title)}`,
    ...participants.map(({ id, label, detail }) => {
      const below = detail === undefined ? '' : `\\n${plantUmlWord(detail)}`;
      const kind = id === 'person' ? 'actor' : 'participant';
      return `${kind} "${plantUmlWord(label)}${below}" as ${id}`;
    }),
    'autonumber',
    ...steps.flatMap(stepLines),
    '@enduml',
  ];
  return `${lines.join('\n')}\n`;
}

/** A message's arrow: solid for a request, dashed for an answer, a cross where it was lost. */
function arrow({ answer, end, tone }: SequenceMessage): string {
  const line = answer ? '--' : '-';
  const colour = colours[tone] === undefined ? '' : `[${colours[tone]}]`;
  const head = { arrived: '>', lost: '>x', unknown: '>o' }[end];
  return line === '-' ? `-${colour}${head}` : `-${colour}-${head}`;
}

function stepLines(step: SequenceStep): string[] {
  if (step.kind === 'remark')
    return [`note over ${step.over} ${paper[step.tone]} : ${plantUmlWord(step.text)}`];
  const { from, to, label, notes, durationMs } = step;
  const took = durationMs === undefined ? '' : ` (${Math.round(durationMs)} ms)`;
  return [
    `${from} ${arrow(step)} ${to} : ${plantUmlWord(`${label}${took}`)}`,
    ...notes.map(
      ({ text, tone }) => `note over ${from}, ${to} ${paper[tone]} : ${plantUmlWord(text)}`,
    ),
  ];
}

/** Written as a code these two end PlantUML 1.2020.2 with an exception, and as themselves they are commands. */
const twins: Readonly<Record<string, string>> = { '\\': '\uFF3C', $: '\uFF04' };

/**
 * A text that means nothing to PlantUML, neither as a command nor as Creole markup: all but letters, digits and a
 * few signs that stand alone is written as `&#code;`. Signs beyond U+FFFF stand for themselves: their codes are
 * cut to 16 bits.
 */
function plantUmlWord(text: string): string {
  const word = oneLine(text)
    .replace(/[\\$]/g, (sign) => twins[sign] ?? '')
    .replace(
      /[^A-Za-z0-9 .,:/?=()_\u{10000}-\u{10ffff}-]|(?<=([./=_-]))\1/gu,
      (sign) => `&#${sign.codePointAt(0)};`,
    );
  return word === '' ? '&#8211;' : word;
}
