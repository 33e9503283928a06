import type { HoldGap } from '../../core/flow/flow-event.ts';
import { blockPattern } from './hold-rules.ts';

/** What the browser lets us do for a hold. */
export interface HoldReach {
  /** Firefox's rules come before service workers, Chromium's after */
  isFirefox: boolean;
  bankGranted: boolean;
  appGranted: boolean;
}

/** By which means a hold is in force, and what it cannot keep or read. */
export function holdMeans(
  redirectUri: string,
  { isFirefox, bankGranted, appGranted }: HoldReach,
): { atBank: boolean; gaps: HoldGap[] } {
  const atBank = !isFirefox && bankGranted;
  if (atBank) return { atBank, gaps: ['other_host'] };
  if (blockPattern(redirectUri) === undefined) return { atBank, gaps: ['scheme'] };
  const gaps: HoldGap[] = isFirefox ? [] : ['service_worker'];
  return { atBank, gaps: appGranted ? gaps : [...gaps, 'form_body'] };
}
