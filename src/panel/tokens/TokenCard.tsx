import { useSignal } from '@preact/signals';
import type { TokenState } from '../../core/flow/flow-state.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { DecodedContent } from './DecodedContent.tsx';
import type { FlowTokensViewProps } from './FlowTokensView.tsx';
import { LastCall } from './LastCall.tsx';
import { TokenWindows } from './lifetimes/TokenWindows.tsx';
import { NotVerified } from './NotVerified.tsx';
import { RevealedToken } from './RevealedToken.tsx';
import { TimerText } from './TimerText.tsx';
import { TokenActions } from './TokenActions.tsx';
import { TokenFacts } from './TokenFacts.tsx';
import { tokenEnd } from './token-end.ts';
import { VerifyToken } from './verify/VerifyToken.tsx';
import { WhenExpired } from './WhenExpired.tsx';

interface TokenCardProps extends FlowTokensViewProps {
  token: TokenState;
}

/** One token: what it is, how long it lives, what can be done with it, and what is in it. */
export function TokenCard({ token, ...props }: TokenCardProps) {
  const { flow, nowMs, values } = props;
  const verified = useSignal(token.verifiedBy !== undefined);
  const name = message(`token_name_${token.kind}`);
  const endsAt = tokenEnd(token, flow);
  const value = values.revealed.get(token.secret.id);
  return (
    <article class={`card token-card${token.replaced ? ' replaced' : ''}`}>
      <header class="row">
        <h3>{token.replaced ? <s>{name}</s> : name}</h3>
        {token.replaced ? (
          <span class="chip">
            <Icon name="stop" />
            {message(token.revoked ? 'token_revoked' : 'token_replaced')}
          </span>
        ) : (
          <WhenExpired endsAt={endsAt} nowMs={nowMs}>
            <span class="chip error">
              <Icon name="error" />
              {message('token_expired')}
            </span>
          </WhenExpired>
        )}
        {token.jwt && <NotVerified verified={verified} />}
        <span class="push">
          <TimerText name={name} endsAt={endsAt} nowMs={nowMs} />
        </span>
      </header>
      <TokenFacts flow={flow} token={token} nowMs={nowMs} />
      {!token.replaced && <TokenWindows flow={flow} token={token} nowMs={nowMs} />}
      <TokenActions token={token} endsAt={endsAt} {...props} />
      {(token.jwt || token.kind === 'id_token') && (
        <VerifyToken subject={{ kind: 'flow', flow, token }} nowMs={nowMs} verified={verified} />
      )}
      <LastCall token={token} {...props} />
      {value !== undefined && (
        <RevealedToken {...{ name, value, flow, token, endsAt, nowMs, verified }} />
      )}
      {token.jwt && (
        <details open={!token.replaced}>
          <summary>{message('token_content')}</summary>
          <DecodedContent
            {...token.jwt}
            kind={token.kind === 'refresh_token' ? undefined : token.kind}
            nowMs={nowMs}
          />
        </details>
      )}
    </article>
  );
}
