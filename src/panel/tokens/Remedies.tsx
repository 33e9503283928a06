import type { ComponentChildren } from 'preact';
import { type CallState, callUnderWay } from '../../core/flow/flow-state.ts';
import { remedyFor, renewalOf } from '../../core/flow/remedy.ts';
import { epochSeconds } from '../../core/time.ts';
import { secondsUntil } from '../../core/tokens/lifetime.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { absoluteText, durationText } from '../ui/time-text.ts';
import { ComeBack } from './ComeBack.tsx';
import type { FlowTokensViewProps } from './FlowTokensView.tsx';

/** What helps after a refused API call, in one click. */
export function Remedies(props: FlowTokensViewProps & { call: CallState }) {
  const { flow, call, commands, nowMs } = props;
  const remedy = remedyFor(flow, call);
  switch (remedy?.kind) {
    case undefined:
      return null;
    case 'come_back':
      return <ComeBack {...props} />;
    case 'renew':
      return (
        <Again {...props} onClick={() => commands.callAgain(call, true)}>
          {message(`token_call_after_${renewalOf(flow) ?? 'refresh'}`)}
        </Again>
      );
    case 'again':
      return <CallAgain {...props} />;
    case 'wait': {
      const left = secondsUntil(epochSeconds(remedy.untilMs), nowMs.value);
      return (
        <>
          {left > 0 && (
            <p>{message('token_call_wait', absoluteText(remedy.untilMs), durationText(left))}</p>
          )}
          <CallAgain {...props} waits={left > 0} />
        </>
      );
    }
  }
}

type AgainProps = FlowTokensViewProps & { call: CallState; waits?: boolean };

function CallAgain(props: AgainProps) {
  return (
    <Again {...props} onClick={() => props.commands.callAgain(props.call)}>
      {message('token_call_again')}
    </Again>
  );
}

function Again({
  flow,
  waits = false,
  onClick,
  children,
}: AgainProps & { onClick(): void; children: ComponentChildren }) {
  return (
    <p class="row">
      <button type="button" disabled={waits || callUnderWay(flow) !== undefined} onClick={onClick}>
        <Icon name="again" />
        {children}
      </button>
    </p>
  );
}
