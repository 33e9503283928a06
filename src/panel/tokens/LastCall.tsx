import type { CallState, FlowState, TokenState } from '../../core/flow/flow-state.ts';
import { saysTokenIsOver } from '../../core/flow/remedy.ts';
import { describeFinding } from '../../core/lint/describe-finding.ts';
import type { Finding } from '../../core/lint/finding.ts';
import { bankTexts, requestWord } from '../bank-texts.ts';
import { message } from '../browser.ts';
import { SeverityMark } from '../findings/Severity.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { FlowTokensViewProps } from './FlowTokensView.tsx';
import { Remedies } from './Remedies.tsx';

const STATED: readonly CallState['purpose'][] = ['api', 'introspection', 'revocation'];

/** What the bank made of the last API call with a token; all of it stands under Exchange. */
export function LastCall(props: FlowTokensViewProps & { token: TokenState }) {
  const { flow, token } = props;
  const call = flow.calls.findLast(
    ({ purpose, uses, answer, failed }) =>
      STATED.includes(purpose) && uses === token.secret.id && (answer || failed),
  );
  if (!call) return null;
  const good = call.outcome === 'api_ok';
  return (
    <div class="last-call" role="status">
      <p class={`row ${good ? 'good' : 'bad'}`}>
        <Icon name={good ? 'check' : 'error'} />
        <strong>{callText(flow, call)}</strong>
      </p>
      {call.findings.length > 0 && (
        <ul>
          {call.findings.map((finding) => (
            <li key={finding.id}>
              <SeverityMark severity={finding.severity} />
              <span>{sentences(finding)}</span>
            </li>
          ))}
        </ul>
      )}
      <Remedies call={call} {...props} />
    </div>
  );
}

function sentences(finding: Finding): string {
  const { seen, fix } = describeFinding(finding, message, bankTexts.value);
  return `${seen} ${fix}`;
}

function callText(flow: FlowState, call: CallState): string {
  const { name, answer, outcome } = call;
  const label = requestWord(flow.started.plan.profile, name);
  if (!answer) return message('token_call_failed', label);
  if (outcome === 'api_ok') return message('token_call_ok', label, answer.status);
  const over = saysTokenIsOver(call);
  return message(over ? 'token_call_over' : 'token_call_refused', label, answer.status);
}
