import type { ReadonlySignal } from '@preact/signals';
import type { FlowState, RedirectState } from '../../core/flow/flow-state.ts';
import { responseParameters } from '../../core/oauth/authorization-response.ts';
import { message } from '../browser.ts';
import { FindingList } from '../findings/FindingList.tsx';
import { lazily } from '../ui/lazily.tsx';
import { absoluteText } from '../ui/time-text.ts';
import { AuthorizationCode } from './AuthorizationCode.tsx';
import type { FlowCommands } from './flow-commands.ts';
import { ParameterTable } from './ParameterTable.tsx';
import { RedirectChecks } from './RedirectChecks.tsx';
import { RedirectSteps } from './RedirectSteps.tsx';
import { SecretText } from './SecretText.tsx';
import type { SignedAnswerProps } from './signed/SignedAnswer.tsx';

const SignedAnswer = lazily<SignedAnswerProps>(
  async () => (await import('../screens.ts')).SignedAnswer,
);

interface RedirectTabProps {
  flow: FlowState;
  nowMs: ReadonlySignal<number>;
  commands: FlowCommands;
}

/** The authorization response: where it landed, what it carried, and what became of its code. */
export function RedirectTab({ flow, nowMs, commands }: RedirectTabProps) {
  const { redirect, started } = flow;
  if (!redirect) {
    const none =
      started.plan.draft.grant === 'client_credentials' ? 'redirect_unneeded' : 'redirect_none';
    return (
      <div class="stack">
        <p class="subtle">{message(none)}</p>
        <div class="row">
          <RedirectSteps flow={flow} commands={commands} place="redirect" />
        </div>
      </div>
    );
  }
  return (
    <div class="stack">
      <AuthorizationCode flow={flow} nowMs={nowMs} />
      <div class="row steps">
        <RedirectSteps flow={flow} commands={commands} place="redirect" />
      </div>
      <RedirectChecks flow={flow} />
      {redirect.signed && <SignedAnswer redirect={redirect} nowMs={nowMs} />}
      <Response redirect={redirect} />
      <h3>{message('findings_label')}</h3>
      <FindingList findings={redirect.findings} />
    </div>
  );
}

function Response({ redirect }: { redirect: RedirectState }) {
  const { response, via, atMs } = redirect;
  return (
    <>
      <dl class="facts">
        <dt>{message('redirect_captured')}</dt>
        <dd>{absoluteText(atMs)}</dd>
        <dt>{message('redirect_how')}</dt>
        <dd>{message(`redirect_via_${via}`)}</dd>
        <dt>{message('redirect_landed_on')}</dt>
        <dd class="mono" dir="ltr">
          <SecretText text={response.landedOn} />
        </dd>
      </dl>
      {response.query.length > 0 && (
        <>
          <h3>{message('redirect_query')}</h3>
          <ParameterTable label={message('redirect_query')} parameters={response.query} />
        </>
      )}
      {response.fragment.length > 0 && (
        <>
          <h3>{message('redirect_fragment')}</h3>
          <ParameterTable label={message('redirect_fragment')} parameters={response.fragment} />
        </>
      )}
      {response.form && (
        <>
          <h3>{message('redirect_form')}</h3>
          <ParameterTable label={message('redirect_form')} parameters={response.form} />
        </>
      )}
      {responseParameters(response).length === 0 && (
        <p class="subtle">{message('redirect_no_parameters')}</p>
      )}
    </>
  );
}
