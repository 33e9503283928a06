import { effect, signal } from '@preact/signals';
import { isShown } from './shown.ts';

/** What the panel hears of the worker, and asks of it. */
interface Wire {
  send(message: unknown): Promise<unknown>;
  /** hears until what comes back is called */
  onMessage(listener: (message: unknown) => void): () => void;
}

interface RestfulWire {
  send(message: unknown): Promise<unknown>;
  onMessage(listener: (message: unknown) => void): void;
  /** Rests from now on while nobody sees the panel, as long as it `mayRest`; then `wake` reads what was missed. */
  restWhileHidden(mayRest: () => boolean, wake: () => void): void;
}

/** A wire that a hidden panel does not listen to: nothing is sent to it, and it wakes for nothing. */
export function restful(wire: Wire): RestfulWire {
  const asking = signal(0);
  let listener: ((message: unknown) => void) | undefined;
  let stop: (() => void) | undefined;
  const hear = () => {
    stop ??= listener && wire.onMessage(listener);
  };
  return {
    async send(message) {
      asking.value = asking.peek() + 1;
      try {
        return await wire.send(message);
      } finally {
        asking.value = asking.peek() - 1;
      }
    },
    onMessage(given) {
      listener = given;
      hear();
    },
    restWhileHidden(mayRest, wake) {
      effect(() => {
        if (!isShown.value && asking.value === 0 && mayRest()) {
          stop?.();
          stop = undefined;
        } else if (isShown.value && !stop) {
          hear();
          wake();
        }
      });
    },
  };
}
