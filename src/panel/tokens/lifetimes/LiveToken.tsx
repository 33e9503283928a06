import type { LiveToken as Alive } from '../../../core/lifetimes/token-budget.ts';
import { epochMilliseconds } from '../../../core/time.ts';
import { message } from '../../browser.ts';
import { Icon } from '../../ui/Icon.tsx';

export interface LiveTokenProps {
  alive: Pick<Alive, 'context' | 'requests' | 'endsAt'>;
  /** how many requests the bank takes in the time, where it says */
  allowed: number | undefined;
  onUse(): void;
  /** asks for another token all the same; absent where nobody has asked yet */
  onAsk?: (() => void) | undefined;
}

/** A token that makes a request needless, where the bank wants few of them. */
export function LiveToken({ alive, allowed, onUse, onAsk }: LiveTokenProps) {
  const { context, endsAt, requests } = alive;
  const time = new Intl.DateTimeFormat(message('locale_tag'), { timeStyle: 'short' });
  const until = time.format(epochMilliseconds(endsAt));
  return (
    <section class="card info stack tight" aria-label={message('live_token_title')}>
      <p class="row" role={onAsk && 'alert'}>
        <Icon name="key" />
        {message('live_token', context, until)}
      </p>
      <p class="subtle">{message('live_token_used', requests, allowed ?? '?')}</p>
      <div class="row">
        <button type="button" class="primary" onClick={onUse}>
          {message('live_token_use')}
        </button>
        {onAsk && (
          <button type="button" onClick={onAsk}>
            {message('live_token_ask')}
          </button>
        )}
      </div>
    </section>
  );
}
