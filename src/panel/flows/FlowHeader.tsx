import type { ComponentChildren } from 'preact';
import { callUnderWay, type FlowState } from '../../core/flow/flow-state.ts';
import { summariseFlow } from '../../core/flow/flow-summary.ts';
import { isSeenOnly } from '../../core/flow/seen-only.ts';
import { inWords } from '../bank-texts.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { LiveChip, OriginChip } from './Chips.tsx';
import type { FlowCommands } from './flow-commands.ts';
import { PhaseChip } from './PhaseChip.tsx';
import { serviceWord } from './service-word.ts';

interface FlowHeaderProps {
  flow: FlowState;
  /** id of the heading, which names the region around it */
  headingId: string;
  commands: FlowCommands;
  /** what else can be done with it */
  menu?: ComponentChildren;
}

/** Which flow this is and where it stands, with what can always be done. */
export function FlowHeader({ flow, headingId, commands, menu }: FlowHeaderProps) {
  const summary = summariseFlow(flow);
  const { bank, service, environment, environmentKind } = summary;
  const seenOnly = isSeenOnly(flow.started);
  return (
    <header class="flow-header">
      <div class="row">
        <h2 id={headingId}>{bank}</h2>
        {environmentKind === 'live' && <LiveChip />}
        <OriginChip flow={summary} />
      </div>
      <div class="row actions">
        {callUnderWay(flow) && !seenOnly && (
          <button type="button" onClick={commands.cancel}>
            <Icon name="stop" />
            {message('action_cancel')}
          </button>
        )}
        {!seenOnly && (
          <button type="button" onClick={commands.runAgain}>
            <Icon name="again" />
            {message('action_run_again')}
          </button>
        )}
        {menu}
        <button
          type="button"
          class="quiet icon-only"
          title={message('action_close_details')}
          onClick={commands.close}
        >
          <Icon name="close" />
          <span class="visually-hidden">{message('action_close_details')}</span>
        </button>
      </div>
      <div class="row identity">
        <PhaseChip flow={summary} />
        <span>{serviceWord(service)}</span>
        <span class="subtle">{inWords(environment)}</span>
      </div>
    </header>
  );
}
