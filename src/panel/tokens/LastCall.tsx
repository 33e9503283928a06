import type { CallState, FlowState, TokenState } from '../../core/flow/flow-state.ts';
import { describeFinding } from '../../core/lint/describe-finding.ts';
import { message } from '../browser.ts';
import { SeverityMark } from '../findings/Severity.tsx';
import { Icon } from '../ui/Icon.tsx';

/** Findings by which a bank's refusal means that the token is over. */
const OVER = ['401', 'stet-expired-401-or-403'];

/** What the bank made of the last API call with a token; all of it stands under Exchange. */
export function LastCall({ flow, token }: { flow: FlowState; token: TokenState }) {
  const call = flow.calls.findLast(
    ({ purpose, uses, answer, failed }) =>
      purpose === 'api' && uses === token.secret.id && (answer || failed),
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
              <span>{describeFinding(finding, message).seen}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function callText(flow: FlowState, { name, answer, findings, outcome }: CallState): string {
  const label = flow.started.plan.profile.requests[name]?.label ?? name;
  if (!answer) return message('token_call_failed', label);
  if (outcome === 'api_ok') return message('token_call_ok', label, answer.status);
  const over = findings.some(({ slug }) => OVER.includes(slug));
  return message(over ? 'token_call_over' : 'token_call_refused', label, answer.status);
}
