import type { EpochMilliseconds } from '../../core/time.ts';
import type { StoredSummary } from './stored-summary.ts';

/**
 * The rows of flows that the worker has to know of by itself. They are asked for several times at each event, and read
 * once: whatever is written afterwards is told here.
 */
export class GoingOn {
  readonly #read: () => Promise<StoredSummary[]>;
  #rows: Promise<StoredSummary[]> | undefined;

  constructor(read: () => Promise<StoredSummary[]>) {
    this.#read = read;
  }

  /** Those that go on at some time, which is not before the last one that was asked for. */
  async at(nowMs: EpochMilliseconds): Promise<StoredSummary[]> {
    this.#rows ??= this.#read();
    const rows = this.#rows;
    rows.catch(() => this.#rows === rows && this.reread());
    return (await rows).filter(({ untilMs = 0 }) => untilMs >= nowMs);
  }

  /** Takes over the row of one flow as it was written. */
  wrote(row: StoredSummary): void {
    this.#rows = this.#rows?.then((rows) => [
      ...rows.filter(({ flowId }) => flowId !== row.flowId),
      row,
    ]);
    // Whoever asks next is told what went wrong, and has them read again.
    this.#rows?.catch(() => undefined);
  }

  /** Has them read again, where more was written than one row. */
  reread(): void {
    this.#rows = undefined;
  }
}
