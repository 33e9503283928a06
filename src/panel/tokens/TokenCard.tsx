import type { TokenState } from '../../core/flow/flow-state.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import type { FlowTokensViewProps } from './FlowTokensView.tsx';
import { LastCall } from './LastCall.tsx';
import { RefreshWindow } from './RefreshWindow.tsx';
import { RevealedToken } from './RevealedToken.tsx';
import { TimerText } from './TimerText.tsx';
import { TokenActions } from './TokenActions.tsx';
import { NotVerified, TokenContent } from './TokenContent.tsx';
import { TokenFacts } from './TokenFacts.tsx';
import { tokenEnd } from './token-end.ts';
import { WhenExpired } from './WhenExpired.tsx';

interface TokenCardProps extends FlowTokensViewProps {
  token: TokenState;
}

/** One token: what it is, how long it lives, what can be done with it, and what is in it. */
export function TokenCard({ token, ...props }: TokenCardProps) {
  const { flow, nowMs, values } = props;
  const name = message(`token_name_${token.kind}`);
  const endsAt = tokenEnd(token);
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
        {token.jwt && <NotVerified />}
        <span class="push">
          <TimerText name={name} endsAt={endsAt} nowMs={nowMs} />
        </span>
      </header>
      <TokenFacts token={token} nowMs={nowMs} />
      {token.kind === 'refresh_token' && !token.replaced && (
        <RefreshWindow flow={flow} token={token} nowMs={nowMs} />
      )}
      <TokenActions token={token} endsAt={endsAt} {...props} />
      <LastCall token={token} {...props} />
      {value !== undefined && (
        <RevealedToken name={name} value={value} endsAt={endsAt} nowMs={nowMs} />
      )}
      {token.jwt && (
        <details open={!token.replaced}>
          <summary>{message('token_content')}</summary>
          <TokenContent header={token.jwt.header} claims={token.jwt.claims} />
        </details>
      )}
    </article>
  );
}
