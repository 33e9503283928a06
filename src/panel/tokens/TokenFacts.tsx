import type { ReadonlySignal } from '@preact/signals';
import type { TokenState } from '../../core/flow/flow-state.ts';
import { message } from '../browser.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { durationText } from '../ui/time-text.ts';

interface TokenFactsProps {
  token: TokenState;
  nowMs: ReadonlySignal<number>;
}

/** What the bank's answer said of a token, and what can be seen from outside. */
export function TokenFacts({ token, nowMs }: TokenFactsProps) {
  const { token_type, scope, expires_in, secret, jwt, kind } = token;
  return (
    <dl class="facts token-facts">
      {kind === 'access_token' && (
        <>
          <dt class="mono">token_type</dt>
          <dd>{token_type ?? <NotSaid />}</dd>
          <dt class="mono">scope</dt>
          <dd class={scope === undefined ? undefined : 'mono'}>{scope ?? <NotSaid />}</dd>
          <dt class="mono">expires_in</dt>
          <dd>
            {expires_in === undefined ? (
              <NotSaid />
            ) : (
              message('token_expires_in', expires_in, durationText(expires_in))
            )}
          </dd>
        </>
      )}
      <dt>{message('token_form')}</dt>
      <dd>{message(jwt ? 'token_form_jwt' : 'token_form_opaque', secret.length)}</dd>
      <dt>{message('token_fingerprint')}</dt>
      <dd class="mono" title={message('token_fingerprint_meaning')}>
        {secret.fingerprint}
      </dd>
      <dt>{message('token_received')}</dt>
      <dd>
        <RelativeTime atMs={token.receivedAtMs} nowMs={nowMs} />
      </dd>
    </dl>
  );
}

function NotSaid() {
  return <span class="subtle">{message('token_not_said')}</span>;
}
