import type { FlowState } from '../../core/flow/flow-state.ts';
import type { EpochMilliseconds } from '../../core/time.ts';
import { authorizationEndpoint } from './request-address.ts';

/** Five minutes: longer than most people need for a bank's login and consent pages. */
const LONG_WAIT_MS = 5 * 60_000;

/** A sign that a redirect may never come. */
export type WaitingDoubt =
  | { kind: 'page_refused'; host: string; status: number }
  | { kind: 'page_failed'; host: string; failure: string }
  | { kind: 'long_wait' };

/** What speaks against a redirect still coming, the strongest sign first. */
export function waitingDoubts(flow: FlowState, nowMs: EpochMilliseconds): WaitingDoubt[] {
  const { opened, lastPage } = flow;
  if (flow.phase !== 'awaiting_redirect' || !opened) return [];
  const doubts: WaitingDoubt[] = [];
  if (lastPage && URL.canParse(lastPage.url)) {
    const { host } = new URL(lastPage.url);
    const { status, failure } = lastPage;
    if (status !== undefined && status >= 400) doubts.push({ kind: 'page_refused', host, status });
    if (failure !== undefined && host === bankHost(flow)) {
      doubts.push({ kind: 'page_failed', host, failure });
    }
  }
  if (nowMs - opened.atMs >= LONG_WAIT_MS) doubts.push({ kind: 'long_wait' });
  return doubts;
}

/** The host of the bank's authorization endpoint. */
export function bankHost(flow: FlowState): string | undefined {
  const address = authorizationEndpoint(flow);
  return address !== undefined && URL.canParse(address) ? new URL(address).host : undefined;
}
