import type { CallState, FlowState } from '../../core/flow/flow-state.ts';
import { networkFailureKey } from '../../core/lint/describe-network-failure.ts';
import type { MessageKey } from '../../core/messages.ts';
import { isRepeatable } from '../../core/oauth/repeatable.ts';
import type { FlowPlan } from '../../core/oauth/request-draft.ts';
import { message } from '../browser.ts';
import { FindingList } from '../findings/FindingList.tsx';
import { Icon } from '../ui/Icon.tsx';
import { CallOutcome } from './CallOutcome.tsx';
import { callWords, spokenPurpose } from './call-words.ts';
import type { FlowCommands } from './flow-commands.ts';
import { RecordedAnswer } from './RecordedAnswer.tsx';
import { RecordedRequest } from './RecordedRequest.tsx';
import { SignedParts } from './signed/SignedParts.tsx';
import { UntouchedAnswer } from './UntouchedAnswer.tsx';

interface CallDetailsProps extends Pick<FlowCommands, 'reveal'> {
  call: CallState;
  /** the how-manieth call of the flow, from 1 */
  place: number;
  flow: FlowState;
  open: boolean;
}

/** One call: the request as it was sent, then the answer as it came or why none did. */
export function CallDetails({ call, place, flow, open, reveal }: CallDetailsProps) {
  const { request, assertion, requestObject, proof, answer, failed, findings, sentAtMs } = call;
  const { plan } = flow.started;
  return (
    <details class="call" open={open}>
      <summary>
        <span class="call-summary">
          <strong>{callWords(call, plan)}</strong>
          <span class="mono subtle address" dir="ltr" title={address(request.url)}>
            {address(request.url)}
          </span>
          <CallOutcome call={call} />
        </span>
      </summary>
      <div class="stack call-body">
        <RecordedRequest
          request={request}
          sent={sentAtMs !== undefined}
          isProven={proof !== undefined}
        />
        {(assertion ?? requestObject ?? proof) && <SignedParts call={call} flow={flow} />}
        {answer && <RecordedAnswer answer={answer} />}
        {call.outcome === 'nonce_wanted' && (
          <p class="row">
            <Icon name="info" />
            <span>{message('call_nonce_wanted')}</span>
          </p>
        )}
        {call.raw && <UntouchedAnswer raw={call.raw} reveal={reveal} />}
        {answer && call.by === undefined && <RepeatNote request={request} answer={answer} />}
        {failed && <Failure call={call} failed={failed} plan={plan} />}
        {!answer && !failed && <p class="subtle">{message('call_waiting')}</p>}
        {findings.length > 0 && (
          <>
            <h3>{message('findings_label')}</h3>
            <FindingList findings={findings} label={message('findings_of_call', place)} />
          </>
        )}
      </div>
    </details>
  );
}

/** The sentence for a failure, what to do, and whether the bank can have seen the request. */
function Failure({
  call: { purpose, request },
  failed,
  plan,
}: Pick<CallDetailsProps, 'call'> & {
  plan: FlowPlan;
  failed: NonNullable<CallState['failed']>;
}) {
  const { key, facts } = networkFailureKey(failed.failure, plan.profile.clientCertificate);
  return (
    <section class="card error stack tight" aria-label={message('call_no_answer')}>
      <p class="row">
        <Icon name="error" />
        <strong>{message(key, ...facts)}</strong>
      </p>
      <p>{message(`${key}_fix` as MessageKey, ...facts)}</p>
      <p>{message(failed.reached === 'no' ? 'reached_no' : `unknown_${spokenPurpose(purpose)}`)}</p>
      {failed.reached === 'unknown' && <RepeatNote request={request} />}
    </section>
  );
}

/** Where the browser may have sent a request twice by itself: that it may, and what is shown then. */
function RepeatNote({ request, answer }: Pick<CallState, 'request' | 'answer'>) {
  const repeatable = isRepeatable(request, answer);
  if (repeatable === 'no') return null;
  return <p>{message(repeatable === 'yes' ? 'call_repeatable' : 'call_maybe_repeated')}</p>;
}

/** Host and path: enough to tell one call from another. */
function address(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
