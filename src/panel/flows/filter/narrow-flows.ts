import { flowSubject, flowText } from '../../../core/flow/flow-filter.ts';
import type { FlowSummary } from '../../../core/flow/flow-summary.ts';
import {
  type FilterSubject,
  type FilterTexts,
  filterText,
  type ListFilter,
} from '../../../core/flow/list-filter.ts';
import { message } from '../../browser.ts';
import { phaseWord } from '../PhaseChip.tsx';
import { serviceWord } from '../service-word.ts';

/** A row does not change: what changes is another row. */
const folded = new WeakMap<FlowSummary, string>();
/** Neither does a list; of the one that is shown each key is put together once. */
const lists = new WeakMap<readonly FlowSummary[], FilterTexts>();

/** Words that can only find fewer flows when something is typed behind them. */
const PLAIN_WORDS = /^[^-/":]*$/;
/** What words left last, as places in the list. */
let last: { flows: readonly FlowSummary[]; text: string; places: number[] } | undefined;

/** The flows that a filter leaves of a list. */
export function narrowFlows(
  flows: readonly FlowSummary[],
  text: string,
  filter: ListFilter,
  inverted: boolean,
): FlowSummary[] {
  const isPlain = !inverted && PLAIN_WORDS.test(text);
  const goesOn = isPlain && last?.flows === flows && text.startsWith(last.text);
  const finds = filter(textsOf(flows));
  const places: number[] = [];
  const look = (at: number) => {
    if (finds(at) !== inverted) places.push(at);
  };
  if (goesOn && last) last.places.forEach(look);
  else for (let at = 0; at < flows.length; at += 1) look(at);
  last = isPlain ? { flows, text, places } : undefined;
  return places.map((at) => flows[at] as FlowSummary);
}

/** A flow as the filter sees it. */
export function subjectOf(flow: FlowSummary): FilterSubject {
  return flowSubject(flow, wordsOf(flow), message);
}

function wordsOf(flow: FlowSummary) {
  return { service: serviceWord(flow.service), phase: phaseWord(flow) };
}

function textsOf(flows: readonly FlowSummary[]): FilterTexts {
  const known = lists.get(flows);
  if (known) return known;
  const made = new Map<string, readonly string[]>();
  const texts: FilterTexts = (key, form) => {
    const name = `${form} ${key}`;
    const isUsual = name === 'folded text';
    const all =
      made.get(name) ??
      flows.map((flow) => (isUsual ? usualText(flow) : filterText(subjectOf(flow)[key], form)));
    made.set(name, all);
    return all;
  };
  lists.set(flows, texts);
  return texts;
}

/** What words without a key are looked for in; other lists hold the same row. */
function usualText(flow: FlowSummary): string {
  const known = folded.get(flow);
  if (known !== undefined) return known;
  const text = filterText([flowText(flow, wordsOf(flow), message)], 'folded');
  folded.set(flow, text);
  return text;
}
