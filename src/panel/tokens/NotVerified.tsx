import type { ReadonlySignal } from '@preact/signals';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';

/** Stands beside everything that was only decoded, until its signature was verified. */
export function NotVerified({ verified }: { verified: ReadonlySignal<boolean> }) {
  if (verified.value) {
    return (
      <span class="chip ok">
        <Icon name="check" />
        {message('token_verified')}
      </span>
    );
  }
  return (
    <span class="chip warn" title={message('token_not_verified_meaning')}>
      <Icon name="warn" />
      {message('token_not_verified')}
    </span>
  );
}
