import type { FlowState } from '../flow/flow-state.ts';
import { SECRET_MARK } from '../flow/secret.ts';
import type { AsideReason } from './flow-comparison.ts';

const UUID = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi;
const DATE =
  /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?Z|[+-]\d\d:?\d\d)?)?|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\b/g;
const RANDOM = /\b(?=[\w-]{0,63}\d)(?=[\w-]{0,63}[A-Za-z])[\w-]{20,}\b/g;
/** Shorter values would be found inside innocent words. */
const SHORTEST = 4;

/** What is replaced in a run's texts before they are held against those of another run. */
export interface SteadyValues {
  /** ids that the bank gave this run, by the names that the profile captures them under; longest first */
  captured: readonly (readonly [value: string, name: string])[];
  /** values that we chose: never taken for a random one */
  chosen: ReadonlySet<string>;
}

/** What a run's texts hold that the next run has other values for. */
export function steadyValues(flow: FlowState): SteadyValues {
  const { draft } = flow.started.plan;
  const captured = Object.entries(flow.captured)
    // An address that the bank gave is compared: only the ids in it are fresh.
    .filter(([, value]) => value.length >= SHORTEST && !/[{}]|:\/\//.test(value))
    .map(([name, value]) => [value, name] as const)
    .toSorted(([a], [b]) => b.length - a.length);
  const typed = [...Object.values(draft.edits), ...draft.extra.map(({ value }) => value)];
  const chosen = [draft.clientId, draft.redirectUri, ...Object.values(draft.variables), ...typed];
  return { captured, chosen: new Set(chosen.flatMap((value) => value?.toLowerCase() ?? [])) };
}

/** A text with a word in place of each value that every run has its own of. */
export function steadyText(text: string, { captured, chosen }: SteadyValues): string {
  let steady = text.replace(SECRET_MARK, '{{$1}}');
  for (const [value, name] of captured) {
    steady = steady.replaceAll(value, `{{${name}}}`);
    steady = steady.replaceAll(encodeURIComponent(value), `{{${name}}}`);
  }
  return steady
    .replace(UUID, (id) => (chosen.has(id.toLowerCase()) ? id : '{{id}}'))
    .replace(DATE, '{{date}}');
}

/** The same for prose and paths, where whatever looks random is taken for an id. */
export function steadyProse(text: string, values: SteadyValues): string {
  return steadyText(text, values).replace(RANDOM, (word) =>
    values.chosen.has(word.toLowerCase()) ? word : '{{id}}',
  );
}

/** True for texts that are alike but for a secret whose kind only one of the runs knows. */
export function isAlike(before: string, after: string): boolean {
  if (before === after) return true;
  if (!`${before}${after}`.includes('{{masked}}')) return false;
  const bare = (text: string) => text.replace(/\{\{[a-z_]+\}\}/g, '{{}}');
  return bare(before) === bare(after);
}

/** What two texts that are alike differ in. */
export function reasonOf(before: string, after: string): AsideReason {
  const without = (pattern: RegExp) => before.replace(pattern, '') === after.replace(pattern, '');
  if (without(SECRET_MARK)) return 'secret';
  return without(DATE) ? 'date' : 'id';
}
