import { readFileSync } from 'node:fs';
import type { Harness } from '../driver/harness.ts';

/** What is done, and seen, at each step of a page's walk-through, by the step's own words. */
export interface WalkThrough {
  /** from the repository's root */
  page: string;
  /** the text of the line above the steps */
  under: string;
  steps: Readonly<Record<string, (harness: Harness) => Promise<unknown>>>;
}

/** The items of the first numbered list below a line of a page, each as one line of its own words. */
export function stepsOf(page: string, under: string): string[] {
  const lines = readFileSync(page, 'utf8').replaceAll('\r\n', '\n').split('\n');
  const start = lines.indexOf(under);
  if (start < 0) throw new Error(`${page} has no line "${under}"`);
  const steps: string[] = [];
  for (const line of lines.slice(start + 1)) {
    const item = /^\d+\. (.*)$/.exec(line)?.[1];
    const last = steps.at(-1);
    if (item !== undefined) steps.push(item);
    else if (last === undefined) continue;
    else if (/^ {3}\S/.test(line)) steps[steps.length - 1] = `${last} ${line.trim()}`;
    else break;
  }
  return steps;
}
