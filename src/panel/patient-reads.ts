import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { PATIENCE_MS, QUIET_MS, rejectAfter } from './connection.ts';
import { WorkerFault } from './worker-fault.ts';

/** Pauses before a read is asked anew, in milliseconds; after the last of them it has failed. */
const PAUSES_MS = [250, 500, 1000, 2000, 4000, 8000] as const;

interface PatientReads {
  send(message: unknown): Promise<unknown>;
  /** a read has been without an answer for more than a second */
  reconnecting: ReadonlySignal<boolean>;
  /** what keeps the worker from reading, in the browser's words, until that read succeeds */
  unreadable: ReadonlySignal<string | undefined>;
}

/**
 * Asks a worker that went away while it read something once more, until it is there again. Only what reads is
 * repeated: of everything else nobody knows whether it was done.
 */
export function patientReads(send: (message: unknown) => Promise<unknown>): PatientReads {
  const silent = signal(0);
  /** by name of the request */
  const faults = signal<Readonly<Record<string, string>>>({});
  const once = async (message: unknown) => {
    const name = requestOf(message) ?? '';
    try {
      const answer = await send(message);
      const { [name]: over, ...others } = faults.peek();
      if (over !== undefined) faults.value = others;
      return answer;
    } catch (error) {
      if (error instanceof WorkerFault) faults.value = { ...faults.peek(), [name]: error.message };
      throw error;
    }
  };
  const persist = async (message: unknown) => {
    let isSilent = false;
    const quiet = setTimeout(() => {
      isSilent = true;
      silent.value += 1;
    }, QUIET_MS);
    try {
      for (const pauseMs of PAUSES_MS) {
        try {
          return await Promise.race([once(message), rejectAfter(PATIENCE_MS)]);
        } catch {
          await new Promise((resolve) => setTimeout(resolve, pauseMs));
        }
      }
      return await once(message);
    } finally {
      clearTimeout(quiet);
      if (isSilent) silent.value -= 1;
    }
  };
  return {
    send: (message) => (isRead(message) ? persist(message) : send(message)),
    reconnecting: computed(() => silent.value > 0),
    unreadable: computed(() => Object.values(faults.value)[0]),
  };
}

function isRead(message: unknown): boolean {
  return /^(read|list)[A-Z]/.test(requestOf(message) ?? '');
}

function requestOf(message: unknown): string | undefined {
  const { request } = message as { request?: unknown };
  return typeof request === 'string' ? request : undefined;
}
