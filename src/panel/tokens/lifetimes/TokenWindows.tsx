import type { ReadonlySignal } from '@preact/signals';
import type { FlowState, TokenState } from '../../../core/flow/flow-state.ts';
import { isSeenOnly } from '../../../core/flow/seen-only.ts';
import { calendarFile } from '../../../core/lifetimes/calendar-event.ts';
import { unattendedReads } from '../../../core/lifetimes/unattended-reads.ts';
import { epochMilliseconds } from '../../../core/time.ts';
import type { WindowEnd } from '../../../core/tokens/lifetime.ts';
import { message } from '../../browser.ts';
import { download } from '../../ui/download.ts';
import { Icon } from '../../ui/Icon.tsx';
import { RefreshWindow } from './RefreshWindow.tsx';

interface TokenWindowsProps {
  flow: FlowState;
  token: TokenState;
  nowMs: ReadonlySignal<number>;
}

/** What limits a token beside its own end: the customer's return, and how often one may read without them. */
export function TokenWindows({ flow, token, nowMs }: TokenWindowsProps) {
  switch (token.kind) {
    case 'refresh_token':
      return (
        <RefreshWindow
          flow={flow}
          token={token}
          nowMs={nowMs}
          onCalendar={(end) => saveInCalendar(flow, end, nowMs.peek())}
        />
      );
    case 'access_token':
      return <Reads flow={flow} nowMs={nowMs} />;
    case 'id_token':
      return null;
  }
}

function Reads({ flow, nowMs }: Omit<TokenWindowsProps, 'token'>) {
  const { reads, allowed } = unattendedReads(flow, nowMs.value) ?? {};
  if (reads === undefined || allowed === undefined || isSeenOnly(flow.started)) return null;
  const isOver = reads >= allowed;
  return (
    <p class={isOver ? 'row warning-line' : 'row subtle'}>
      {isOver && <Icon name="warn" />}
      {message('token_reads', reads, allowed)}
    </p>
  );
}

function saveInCalendar({ flowId, started }: FlowState, { at, seconds }: WindowEnd, nowMs: number) {
  const file = calendarFile({
    uid: `${flowId}-${seconds}@psd2-oauth-devtools`,
    summary: message('calendar_summary', started.bank),
    atMs: epochMilliseconds(at),
    nowMs,
  });
  download('customer-must-come-back.ics', file, 'text/calendar');
}
