import type { ReadonlySignal } from '@preact/signals';
import type { FlowState } from '../../core/flow/flow-state.ts';
import { refusedReference, unopenedUntilMs } from '../../core/flow/push-stage.ts';
import { lintWaiting } from '../../core/lint/lint-waiting.ts';
import { message } from '../browser.ts';
import { FindingList } from '../findings/FindingList.tsx';
import { Icon } from '../ui/Icon.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { type WaitingDoubt, waitingDoubts } from './waiting.ts';

interface WaitingProps {
  flow: FlowState;
  nowMs: ReadonlySignal<number>;
}

/** How long a flow has waited, on which page the browser was last seen, and what that bodes. */
export function Waiting({ flow, nowMs }: WaitingProps) {
  const { opened, lastPage } = flow;
  if (!opened) return null;
  return (
    <>
      <p>{message(`waiting_advice_${opened.how}`)}</p>
      <dl class="facts">
        <dt>{message(`waiting_opened_${opened.how}`)}</dt>
        <dd>
          <RelativeTime atMs={opened.atMs} nowMs={nowMs} />
        </dd>
        <dt>{message('waiting_last_page')}</dt>
        <dd>
          {lastPage ? <LastPage page={lastPage} nowMs={nowMs} /> : message('waiting_no_page')}
        </dd>
      </dl>
      <Doubts flow={flow} nowMs={nowMs} />
      <Overdue flow={flow} openedAtMs={opened.atMs} nowMs={nowMs} />
    </>
  );
}

interface LastPageProps {
  page: NonNullable<FlowState['lastPage']>;
  nowMs: ReadonlySignal<number>;
}

function LastPage({ page, nowMs }: LastPageProps) {
  const { url, status, failure, atMs } = page;
  return (
    <span class="row last-page">
      <span class="mono" dir="ltr">
        {url}
      </span>
      {status !== undefined && (
        <span class={`chip ${status >= 400 ? 'error' : ''}`}>
          {message('waiting_page_status', status)}
        </span>
      )}
      {failure !== undefined && (
        <span class="chip error">
          <Icon name="error" />
          {message('waiting_page_failure')}
        </span>
      )}
      <span class="subtle">
        <RelativeTime atMs={atMs} nowMs={nowMs} />
      </span>
    </span>
  );
}

function Doubts({ flow, nowMs }: WaitingProps) {
  return (
    <div role="status" class="stack tight">
      {waitingDoubts(flow, nowMs.value).map((doubt) => (
        <p key={doubt.kind} class="warning-line">
          <Icon name="warn" />
          <span>{doubtText(doubt)}</span>
        </p>
      ))}
    </div>
  );
}

function Overdue({ flow, openedAtMs, nowMs }: WaitingProps & { openedAtMs: number }) {
  const findings = lintWaiting({
    openedAtMs,
    nowMs: nowMs.value,
    requestUriEndsAtMs: unopenedUntilMs(flow),
    refused: refusedReference(flow),
  });
  return findings.length > 0 ? (
    <FindingList findings={findings} label={message('findings_of_waiting')} />
  ) : null;
}

function doubtText(doubt: WaitingDoubt): string {
  switch (doubt.kind) {
    case 'page_refused':
      return message('waiting_page_refused', doubt.host, doubt.status);
    case 'page_failed':
      return message('waiting_page_failed', doubt.host, doubt.failure);
    case 'long_wait':
      return message('waiting_long');
  }
}
