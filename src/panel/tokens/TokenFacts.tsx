import type { ReadonlySignal } from '@preact/signals';
import type { FlowState, TokenState } from '../../core/flow/flow-state.ts';
import { bindsTokens } from '../../core/oauth/dpop-proof.ts';
import { tokenBinding } from '../../core/tokens/token-binding.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { durationText } from '../ui/time-text.ts';

interface TokenFactsProps {
  flow: FlowState;
  token: TokenState;
  nowMs: ReadonlySignal<number>;
}

/** What the bank's answer said of a token, and what can be seen from outside. */
export function TokenFacts({ flow, token, nowMs }: TokenFactsProps) {
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
      {kind === 'access_token' && <BoundTo flow={flow} token={token} />}
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

/** What a token is bound to, or that it is bound to nothing although the flow asked for it. */
function BoundTo({ flow, token }: Omit<TokenFactsProps, 'nowMs'>) {
  const binding = tokenBinding(token, flow);
  const { plan } = flow.started;
  const asked = bindsTokens(plan) || plan.profile.tokenBinding?.requirement === 'required';
  if (!binding && !asked) return null;
  const { by, thumbprint, agrees } = binding ?? {};
  const isWrong = !binding || agrees === false;
  const how = !binding
    ? 'nothing'
    : by === 'mtls'
      ? 'certificate'
      : agrees === false
        ? 'other_key'
        : agrees
          ? 'own_key'
          : 'some_key';
  return (
    <>
      <dt>{message('token_bound_to')}</dt>
      <dd>
        <span class={isWrong ? 'check error' : 'check'}>
          {isWrong && <Icon name="warn" />}
          <span>{message(`token_bound_${how}`)}</span>
        </span>
        {thumbprint !== undefined && (
          <span class="mono subtle">
            {by === 'mtls' ? 'x5t#S256' : 'jkt'} {thumbprint}
          </span>
        )}
      </dd>
    </>
  );
}

function NotSaid() {
  return <span class="subtle">{message('token_not_said')}</span>;
}
