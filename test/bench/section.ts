import type { BrowserKind } from '../../scripts/browser/browser-places.ts';
import type { Metric } from './metric.ts';

/** What was asked for on the command line. */
export interface BenchRun {
  kind: BrowserKind;
  rounds: number;
}

/** Lines that are measured together, with what they need opened and closed by themselves. */
export interface Section {
  /** of the lines that it brings */
  ids: readonly string[];
  /** where it can be measured; `alike` where the browser makes no difference */
  where: 'alike' | readonly BrowserKind[];
  measure(run: BenchRun): Promise<Metric[]>;
}
