import { oneLine } from './one-line.ts';
import type { Sequence, SequenceMessage, SequenceStep, SequenceTone } from './sequence.ts';

/** A message's arrow: solid for a request, dashed for an answer, a cross where it was lost. */
function arrow({ answer, end }: SequenceMessage): string {
  if (end === 'lost') return answer ? '--x' : '-x';
  if (end === 'unknown') return answer ? '--)' : '-)';
  return answer ? '-->>' : '->>';
}

const signs: Record<SequenceTone, string> = { plain: '', ok: '', warn: '⚠ ', error: '✖ ' };

/**
 * A sequence as a Mermaid diagram, for GitHub, GitLab and wikis.
 *
 * @see https://mermaid.js.org/syntax/sequenceDiagram.html
 */
export function mermaidText({ title, participants, steps }: Sequence): string {
  const lines = [
    `title ${mermaidWord(title)}`,
    ...participants.map(({ id, label, detail }) => {
      const below = detail === undefined ? '' : `<br/>${mermaidWord(detail)}`;
      return `participant ${id} as ${mermaidWord(label)}${below}`;
    }),
    'autonumber',
    ...steps.flatMap(stepLines),
  ];
  return `sequenceDiagram\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function stepLines(step: SequenceStep): string[] {
  if (step.kind === 'remark')
    return [`Note over ${step.over}: ${signs[step.tone]}${mermaidWord(step.text)}`];
  const { from, to, label, notes, durationMs } = step;
  const took = durationMs === undefined ? '' : ` (${Math.round(durationMs)} ms)`;
  return [
    `${from}${arrow(step)}${to}: ${mermaidWord(`${label}${took}`)}`,
    ...notes.map(({ text, tone }) => `Note over ${from},${to}: ${signs[tone]}${mermaidWord(text)}`),
  ];
}

/**
 * A text that means nothing to Mermaid: all but Latin letters, digits and a few signs stands as `#code;`.
 * A text that begins like its word for wrapping would lose it.
 */
function mermaidWord(text: string): string {
  const word = oneLine(text)
    .replace(/[^A-Za-z0-9\u00c0-\u024f .,:/?=()_+*'|-]/gu, (sign) => `#${sign.codePointAt(0)};`)
    .replace(/^((?:no)?wrap):/i, '$1#58;');
  return word === '' ? '-' : word;
}
