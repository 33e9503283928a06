import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { FlowEvent } from '../core/flow/flow-event.ts';
import {
  advanceClock,
  type ClockChange,
  type ClockReading,
  clockNow,
  notBefore,
  startClock,
  takeClock,
} from '../core/lifetimes/guarded-clock.ts';
import type { Clock, EpochMilliseconds } from '../core/time.ts';
import { isShown } from './shown.ts';

const TICK_MS = 1000;

const read = (): ClockReading => ({ wallMs: Date.now(), monotonicMs: performance.now() });
const clock = signal(startClock(read()));

/** What became of the person's clock while this panel was open. */
export const clockChange: ReadonlySignal<ClockChange | undefined> = computed(
  () => clock.value.change,
);

/** By how much the worker's instants were brought to the panel's time, where that is needed. */
const shifts = new Map<string, number>();

/** Tells the time; some clocks also mind what was recorded by another. */
export interface PanelClock extends Clock {
  /** a moment that has passed */
  hasPassed?(atMs: EpochMilliseconds): void;
  /** a recorded event as of this clock; `live` as it comes, before it is read again */
  inPanelTime?(event: FlowEvent, live: boolean): FlowEvent;
}

/** The panel's time, which never runs backwards: see `advanceClock`. */
export const panelClock: PanelClock = {
  nowMs() {
    clock.value = advanceClock(clock.peek(), read());
    return clockNow(clock.peek());
  },
  hasPassed(atMs) {
    clock.value = notBefore(clock.peek(), atMs);
  },
  inPanelTime(event, live) {
    if (live) this.nowMs();
    const { correctionMs } = clock.peek();
    const key = `${event.flowId} ${event.sequence}`;
    if (live && correctionMs !== 0) shifts.set(key, correctionMs);
    return laterBy(event, shifts.get(key) ?? 0);
  },
};

/** Takes the person's word for the change that was told. */
export function acceptClock(): void {
  clock.value = takeClock(clock.peek());
}

function laterBy(event: FlowEvent, byMs: number): FlowEvent {
  if (byMs === 0) return event;
  const { happening } = event;
  const atMs = event.atMs + byMs;
  if (happening.kind !== 'call_answered') return { ...event, atMs };
  const later = <Timed extends { receivedAtMs: number }>(timed: Timed) => ({
    ...timed,
    receivedAtMs: timed.receivedAtMs + byMs,
  });
  const { answer, tokens } = happening;
  const answered = { ...happening, answer: later(answer), tokens: tokens.map(later) };
  return { ...event, atMs, happening: answered };
}

/** Ticks once a second while the panel is shown. */
export function tickWhileShown(tick: () => void): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  effect(() => {
    clearInterval(timer);
    if (!isShown.value) return;
    tick();
    timer = setInterval(tick, TICK_MS);
  });
}
