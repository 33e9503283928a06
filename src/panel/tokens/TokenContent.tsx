import type { ReadonlySignal } from '@preact/signals';
import type { Claims } from '../../core/tokens/decode-jwt.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { ClaimTable } from './ClaimTable.tsx';

interface TokenContentProps {
  header: Claims | undefined;
  claims: Claims | undefined;
}

/** Header and claims as they were read, side by side where there is room. */
export function TokenContent({ header, claims }: TokenContentProps) {
  return (
    <div class="token-content">
      {header && <ClaimTable label={message('token_part_header')} members={header} />}
      {claims && <ClaimTable label={message('token_part_claims')} members={claims} />}
    </div>
  );
}

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
