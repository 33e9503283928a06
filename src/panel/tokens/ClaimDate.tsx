import type { ReadonlySignal } from '@preact/signals';
import { epochMilliseconds } from '../../core/time.ts';
import { claimDate, DATE_CLAIMS } from '../../core/tokens/claim-dates.ts';
import type { Claims } from '../../core/tokens/decode-jwt.ts';
import { absoluteText, relativeText } from '../ui/time-text.ts';

interface ClaimDateProps {
  members: Claims;
  name: string;
  nowMs?: ReadonlySignal<number> | undefined;
}

/** A date claim in words, in the reader's zone, and how far it is from now; nothing for other claims. */
export function ClaimDate({ members, name, nowMs }: ClaimDateProps) {
  const dateClaim = DATE_CLAIMS.find((claim) => claim === name);
  const at = dateClaim && claimDate(members, dateClaim);
  // Dates outside what the calendar can hold are shown as the number they are.
  if (at === undefined || Math.abs(at) > 8.64e12) return null;
  const atMs = epochMilliseconds(at);
  return (
    <div class="subtle">
      {absoluteText(atMs)}
      {nowMs && ` (${relativeText(atMs, nowMs.value)})`}
    </div>
  );
}
