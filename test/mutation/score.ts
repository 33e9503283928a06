import type { Mutant } from './instrument.ts';
import type { Outcome } from './try-mutant.ts';

/** A mutant and what became of it. `not-run`: no test gets to its place. */
export interface Tried {
  mutant: Mutant;
  outcome: Outcome | 'not-run';
}

export interface Score {
  folder: string;
  /** mutants that there are */
  all: number;
  tried: number;
  killed: number;
  'timed-out': number;
  survived: number;
  'not-run': number;
  /** noticed ones of a hundred tried */
  percent: number;
  /** half the width of the 95 % interval, in percentage points: 0 where all were tried */
  within: number;
}

/** What share of a folder's mutants the tests notice. One that ends in a loop without an end counts as noticed. */
export function scoreOf(folder: string, all: number, tried: readonly Tried[]): Score {
  const count = (outcome: Tried['outcome']) =>
    tried.filter((one) => one.outcome === outcome).length;
  const noticed = count('killed') + count('timed-out');
  const share = tried.length === 0 ? 0 : noticed / tried.length;
  const left = all > 1 ? (all - tried.length) / (all - 1) : 0;
  const error = Math.sqrt(((share * (1 - share)) / Math.max(tried.length, 1)) * left);
  return {
    folder,
    all,
    tried: tried.length,
    killed: count('killed'),
    'timed-out': count('timed-out'),
    survived: count('survived'),
    'not-run': count('not-run'),
    percent: Math.round(share * 1000) / 10,
    within: Math.round(1.96 * error * 1000) / 10,
  };
}

const COLUMNS = ['all', 'tried', 'killed', 'timed-out', 'survived', 'not-run'] as const;

/** One line per folder. */
export function scoreTable(scores: readonly Score[]): string {
  const head = `${''.padEnd(18)}${COLUMNS.map((name) => name.padStart(10)).join('')}     score`;
  const lines = scores.map(
    (score) =>
      `${score.folder.padEnd(18)}${COLUMNS.map((name) => String(score[name]).padStart(10)).join('')}` +
      `  ${score.percent.toFixed(1).padStart(6)} %${score.within > 0 ? ` ±${score.within.toFixed(1)}` : ''}`,
  );
  return [head, ...lines].join('\n');
}

/** What nobody noticed, as one would look for it in the source. */
export function survivorList(tried: readonly Tried[]): string {
  const short = (text: string) => {
    const line = text.replace(/\s+/g, ' ');
    return line.length > 100 ? `${line.slice(0, 100)}…` : line;
  };
  return tried
    .filter(({ outcome }) => outcome === 'survived' || outcome === 'not-run')
    .map(
      ({ mutant, outcome }) =>
        `${mutant.file}:${mutant.line}:${mutant.column} ${outcome} ${mutant.mutator}\n` +
        `  - ${short(mutant.before)}\n  + ${short(mutant.after)}\n`,
    )
    .join('');
}
