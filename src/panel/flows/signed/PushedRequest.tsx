import { computed, type ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { callUnderWay, type FlowState } from '../../../core/flow/flow-state.ts';
import { type PushStage, pushStage } from '../../../core/flow/push-stage.ts';
import { isSeenOnly } from '../../../core/flow/seen-only.ts';
import { epochSeconds } from '../../../core/time.ts';
import { copyText, inspectedTabId, message } from '../../browser.ts';
import { Term } from '../../help/Term.tsx';
import { TimerText } from '../../tokens/TimerText.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import type { FlowCommands } from '../flow-commands.ts';
import { shownQr } from '../qr/shown-qr.ts';
import { pushedAddress } from './pushed-address.ts';
import './signed.css';

export interface PushedRequestProps {
  flow: FlowState;
  nowMs: ReadonlySignal<number>;
  commands: FlowCommands;
}

const LOOK = {
  under_way: { tone: 'info', icon: 'send' },
  refused: { tone: 'error', icon: 'error' },
  ready: { tone: 'info', icon: 'waiting' },
  ended: { tone: 'warn', icon: 'stop' },
  opened: { tone: 'ok', icon: 'check' },
} as const satisfies Record<PushStage, { tone: string; icon: IconName }>;

/** The request that the bank keeps: where it is to be had, until when, and what can be done with it. */
export function PushedRequest(props: PushedRequestProps) {
  const { flow, nowMs, commands } = props;
  // Redrawn when the stage changes, not with every tick.
  const stages = useMemo(() => computed(() => pushStage(flow, nowMs.value)?.stage), [flow, nowMs]);
  const stage = stages.value;
  const call = pushStage(flow, nowMs.peek())?.call;
  if (!call || !stage) return null;
  const { tone, icon } = LOOK[stage];
  const { pushed } = call;
  return (
    <section class="pushed-request card stack tight" aria-label={message('pushed_label')}>
      <div class="row">
        <h3>{message('pushed_label')}</h3>
        <span class={`chip ${tone}`}>
          <Icon name={icon} />
          {message(`push_stage_${stage}`)}
        </span>
        {pushed && (stage === 'ready' || stage === 'ended') && (
          <span class="push">
            <TimerText name="request_uri" endsAt={epochSeconds(pushed.endsAtMs)} nowMs={nowMs} />
          </span>
        )}
      </div>
      <p>
        {message(
          stage === 'opened' && isOver(flow) ? 'push_sentence_over' : `push_sentence_${stage}`,
          flow.started.bank,
        )}
      </p>
      {pushed && (
        <dl class="facts">
          <dt class="mono">
            <Term place="parameter" name="request_uri" />
          </dt>
          <dd class="mono" dir="ltr">
            {pushed.requestUri}
          </dd>
        </dl>
      )}
      <Buttons flow={flow} stage={stage} commands={commands} />
    </section>
  );
}

/** Nothing can be opened any more once an answer came, or nobody waits for one. */
function isOver(flow: FlowState): boolean {
  return isSeenOnly(flow.started) || flow.redirect !== undefined || flow.phase === 'abandoned';
}

function Buttons({
  flow,
  stage,
  commands,
}: Omit<PushedRequestProps, 'nowMs'> & { stage: PushStage }) {
  if (isOver(flow) || callUnderWay(flow)) return null;
  const address = pushedAddress(flow);
  const isReady = stage === 'ready' && address !== undefined;
  return (
    <div class="row">
      {isReady &&
        places().map((how, at) => (
          <button
            key={how}
            type="button"
            class={at === 0 ? 'primary' : undefined}
            onClick={() => commands.openFlow(how)}
          >
            {message(`new_flow_start_${how}`)}
          </button>
        ))}
      {isReady && (
        // What is copied is taken elsewhere: from then on the flow waits for its answer.
        <CopyButton
          label={message('new_flow_start_copied')}
          text={() => {
            commands.openFlow('copied');
            return address;
          }}
        />
      )}
      {isReady && (
        <button
          type="button"
          onClick={() => {
            commands.openFlow('copied');
            copyText(address);
            shownQr.value = { flowId: flow.flowId, url: address };
          }}
        >
          {message('new_flow_start_qr')}
        </button>
      )}
      <button
        type="button"
        class={stage === 'refused' || stage === 'ended' ? 'primary' : undefined}
        onClick={commands.pushRequest}
      >
        <Icon name="again" />
        {message('action_push_again')}
      </button>
    </div>
  );
}

function places() {
  return inspectedTabId() === undefined
    ? (['new_tab'] as const)
    : (['inspected_tab', 'new_tab'] as const);
}
