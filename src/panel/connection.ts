import { type ReadonlySignal, signal } from '@preact/signals';

/** Silence that a person need not hear of, in milliseconds. */
export const QUIET_MS = 1000;
/** A worker that has not answered by then is asked anew. */
export const PATIENCE_MS = 5000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8000;

/**
 * Loads until it succeeds, with growing pauses between the tries.
 * The signal is true while the worker has been silent for more than a second.
 */
export function loadPersistently(load: () => Promise<void>): ReadonlySignal<boolean> {
  const reconnecting = signal(false);
  const quiet = setTimeout(() => {
    reconnecting.value = true;
  }, QUIET_MS);
  const attempt = async (pauseMs: number): Promise<void> => {
    try {
      await Promise.race([load(), rejectAfter(PATIENCE_MS)]);
      clearTimeout(quiet);
      reconnecting.value = false;
    } catch {
      setTimeout(() => void attempt(Math.min(pauseMs * 2, LONGEST_PAUSE_MS)), pauseMs);
    }
  };
  void attempt(FIRST_PAUSE_MS);
  return reconnecting;
}

export function rejectAfter(delayMs: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('no answer')), delayMs);
  });
}
