import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { EpochSeconds } from '../../core/time.ts';
import { secondsUntil } from '../../core/tokens/lifetime.ts';

interface WhenExpiredProps {
  endsAt: EpochSeconds | undefined;
  nowMs: ReadonlySignal<number>;
  children: ComponentChildren;
}

/** Draws its children once the token has ended; watches the clock so that the card need not. */
export function WhenExpired({ endsAt, nowMs, children }: WhenExpiredProps) {
  return endsAt !== undefined && secondsUntil(endsAt, nowMs.value) <= 0 ? children : null;
}
