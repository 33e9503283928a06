import { callUnderWay, type TokenState } from '../../core/flow/flow-state.ts';
import { refreshRefused, remedyFor, renewalOf } from '../../core/flow/remedy.ts';
import { isSeenOnly } from '../../core/flow/seen-only.ts';
import { statusRequest } from '../../core/oauth/status-request.ts';
import type { EpochSeconds } from '../../core/time.ts';
import { refreshWindow } from '../../core/tokens/lifetime.ts';
import { requestWord } from '../bank-texts.ts';
import { message } from '../browser.ts';
import { secretWord } from '../flows/secret-word.ts';
import { Icon } from '../ui/Icon.tsx';
import { Switch } from '../ui/Switch.tsx';
import { ComeBack } from './ComeBack.tsx';
import type { FlowTokensViewProps } from './FlowTokensView.tsx';
import { Renewal } from './Renewal.tsx';
import { RequestBench } from './RequestBench.tsx';
import type { ValueProblem } from './token-commands.ts';
import { firstReceivedMs } from './token-end.ts';
import { WhenExpired } from './WhenExpired.tsx';

interface TokenActionsProps extends FlowTokensViewProps {
  token: TokenState;
  endsAt: EpochSeconds | undefined;
}

const STATUS = [
  { purpose: 'introspection', icon: 'eye' },
  { purpose: 'revocation', icon: 'stop' },
] as const;

/** What can be done with a token. One that was replaced can still be tried: to see the bank refuse it. */
export function TokenActions(props: TokenActionsProps) {
  const { flow, token, values, commands, endsAt, nowMs } = props;
  const { profile, draft } = flow.started.plan;
  const { id } = token.secret;
  const busy = callUnderWay(flow) !== undefined;
  // A page's tokens are read here, and never used.
  const seenOnly = isSeenOnly(flow.started);
  const renews = !seenOnly && renewalOf(flow) === 'refresh';
  // Where a refresh ended without an answer the worker refuses, and says why.
  const mayRefresh = !seenOnly && profile.refresh !== undefined && !refreshRefused(flow);
  const isAccess = token.kind === 'access_token';
  // What may change something at the bank is looked at before it goes out.
  const isRead = (name: string) => profile.requests[name]?.method === 'GET';
  const problem = values.problems.get(id);
  const refreshButton = (
    <button type="button" disabled={busy} onClick={commands.refresh}>
      <Icon name="again" />
      {message('token_refresh')}
    </button>
  );
  return (
    <div class="stack tight">
      <div class="row">
        <button type="button" onClick={() => commands.toggle(token)}>
          <Icon name="eye" />
          {message(values.revealed.has(id) ? 'token_hide' : 'token_reveal')}
        </button>
        <button type="button" onClick={() => commands.copy(token)}>
          <Icon name="copy" />
          {message('token_copy')}
        </button>
        {mayRefresh && !token.replaced && token.kind === 'refresh_token' && refreshButton}
        {renews && !token.replaced && isAccess && (
          <WhenExpired endsAt={endsAt} nowMs={nowMs}>
            {refreshButton}
          </WhenExpired>
        )}
        {isAccess &&
          !seenOnly &&
          profile.calls
            .filter(isRead)
            .map((name) => <CallButton key={name} name={name} busy={busy} {...props} />)}
        {!seenOnly &&
          token.kind !== 'id_token' &&
          (isAccess || !token.replaced) &&
          STATUS.map(
            ({ purpose, icon }) =>
              statusRequest(flow.started.plan, purpose) &&
              !(token.replaced && purpose === 'revocation') && (
                <button
                  key={purpose}
                  type="button"
                  disabled={busy}
                  onClick={() => commands.askStatus(purpose, token)}
                >
                  <Icon name={icon} />
                  {message(`token_${purpose}`)}
                </button>
              ),
          )}
        {isAccess &&
          !seenOnly &&
          !token.replaced &&
          !renews &&
          draft.grant === 'client_credentials' && (
            <button type="button" disabled={busy} onClick={commands.runAgain}>
              <Icon name="again" />
              {message('token_request_new')}
            </button>
          )}
      </div>
      {token.kind === 'refresh_token' && !token.replaced && (
        <Automatic {...props} renews={renews} />
      )}
      <Renewal flow={flow} token={token} />
      <WhenOver {...props} renews={renews} />
      {isAccess && !seenOnly && !token.replaced && profile.calls.length > 0 && (
        <RequestBench flow={flow} token={token} commands={commands} />
      )}
      {problem && (
        <p class="problem" role="alert">
          {problemText(problem, token)}
        </p>
      )}
    </div>
  );
}

/** The customer must come back: at the refresh token, or at an access token that has none and has ended. */
function WhenOver(props: TokenActionsProps & { renews: boolean }) {
  const { flow, token, commands, nowMs, renews } = props;
  const { plan } = flow.started;
  const seenOnly = isSeenOnly(flow.started);
  const { kind, replaced, revoked, step } = token;
  if (seenOnly || step !== undefined || kind === 'id_token' || (replaced && !revoked)) return null;
  const isRefresh = kind === 'refresh_token';
  if (isRefresh && !renews) return <ComeBack commands={commands} />;
  const hasOther = !isRefresh && (renews || plan.draft.grant === 'client_credentials');
  const over = refreshWindow(plan.profile, firstReceivedMs(flow, token))[0]?.at;
  return hasOther ? null : (
    <WhenExpired endsAt={isRefresh ? over : props.endsAt} nowMs={nowMs}>
      <ComeBack commands={commands} />
    </WhenExpired>
  );
}

/** Off, unless a person switches it on: each refresh is a request to the bank. */
function Automatic({ automatic, commands, renews }: TokenActionsProps & { renews: boolean }) {
  const stopped = automatic !== undefined && automatic !== 'on' ? automatic : undefined;
  if (!renews && !stopped) return null;
  return (
    <div class="row">
      {renews && (
        <Switch
          label={message('token_automatic')}
          title={message('token_automatic_title')}
          icon="waiting"
          on={automatic === 'on'}
          onChange={commands.automatic}
        />
      )}
      {stopped && <span role="status">{message(`token_automatic_${stopped}`)}</span>}
    </div>
  );
}

/** Waits for as long as the bank asked for after the last call of this name. */
function CallButton(props: TokenActionsProps & { name: string; busy: boolean }) {
  const { flow, token, commands, nowMs, name, busy } = props;
  const last = flow.calls.findLast((call) => call.name === name && call.purpose === 'api');
  const remedy = last && remedyFor(flow, last);
  const waits = remedy?.kind === 'wait' && remedy.untilMs > nowMs.value;
  return (
    <button type="button" disabled={busy || waits} onClick={() => commands.call(name, token)}>
      <Icon name="send" />
      {message('token_call', requestWord(flow.started.plan.profile, name))}
    </button>
  );
}

function problemText(problem: ValueProblem, token: TokenState): string {
  switch (problem) {
    case 'gone':
      return message('refusal_secret_gone', secretWord(token.kind));
    case 'copy_again':
      return message('token_copy_again');
    case 'worker_stopped':
      return message('token_worker_stopped');
  }
}
