import type { JSX } from 'preact';
import type { ClockChange } from '../../../core/lifetimes/guarded-clock.ts';
import { ClockNote } from './ClockNote.tsx';

const HOURS_26 = 26 * 3_600_000;

/** Every state of the note on clocks. */
export const fixtures: Record<string, () => JSX.Element> = {
  back: () => draw({ kind: 'back', byMs: HOURS_26 }),
  ahead: () => draw({ kind: 'ahead', byMs: HOURS_26 }),
  behind: () => draw({ kind: 'behind', byMs: HOURS_26 }),
  bankAhead: () => draw(undefined, 42_000),
  bankBehind: () => draw(undefined, -42_000),
};

function draw(change?: ClockChange, offsetMs = 0): JSX.Element {
  return <ClockNote change={change} offsetMs={offsetMs} onAccept={() => undefined} />;
}
