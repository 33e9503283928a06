import { type Signal, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';

/** Ties a part of a token's text to what is in it: what one is pointed at, the other is marked. */
export interface PartLink {
  /** place of the part among all, from 0; -1 for none */
  pointed: Signal<number>;
  chosen: Signal<number>;
}

export function usePartLink(): PartLink {
  const pointed = useSignal(-1);
  const chosen = useSignal(-1);
  return useMemo(() => ({ pointed, chosen }), []);
}

/** True for the part that is pointed at, else for the one that was chosen. Redraws who asks. */
export function isMarked({ pointed, chosen }: PartLink, at: number): boolean {
  return (pointed.value < 0 ? chosen.value : pointed.value) === at;
}

/** What makes an element point at a part. */
export function pointing({ pointed, chosen }: PartLink, at: number) {
  const point = () => {
    pointed.value = at;
  };
  const leave = () => {
    pointed.value = -1;
  };
  return {
    onMouseEnter: point,
    onMouseLeave: leave,
    onFocus: point,
    onBlur: leave,
    onClick: () => {
      chosen.value = chosen.peek() === at ? -1 : at;
    },
  };
}
