import type { SeenLanding } from '../../contract/requests.ts';
import { parseAuthorizationResponse } from '../../core/oauth/authorization-response.ts';
import { carriesAnswer } from '../../core/oauth/match-response.ts';
import { mayAnswer } from '../../core/oauth/may-answer.ts';
import type { PanelStore } from '../store.ts';
import { isAwaited } from './watch-pages.ts';

/** By then the worker has told of an answer that it saw itself, milliseconds. */
const TOLD_BY_MS = 1000;

/**
 * Hands answers to the worker that it cannot see, or has not heard of: a browser gives the event to nobody else when the
 * worker is ended in that moment. Call once; nothing is sent, and the worker sleeps on, while no flow waits.
 */
export function watchLandings(
  store: Pick<PanelStore, 'flows' | 'client' | 'nowMs'>,
  onLanding: (listener: (landing: SeenLanding) => void) => void,
): void {
  const waiting = () =>
    (store.flows.value ?? []).flatMap((flow) =>
      isAwaited(flow, store.nowMs.value) ? flow.flowId : [],
    );
  const report = (landing: SeenLanding) =>
    void store.client.ask('reportLanding', landing).catch(() => undefined);
  onLanding((landing) => {
    const flowIds = mayAnswer(landing) ? waiting() : [];
    if (flowIds.length === 0) return;
    if (hasAnswerInFragment(landing.url)) return report(landing);
    setTimeout(() => {
      // A flow that began since would take it for its own, should the one that it is for be deleted by now.
      if (waiting().some((flowId) => flowIds.includes(flowId))) report(landing);
    }, TOLD_BY_MS);
  });
}

/** The filters that keep the worker asleep do not see a fragment: without access to a host it hears of none. */
function hasAnswerInFragment(url: string): boolean {
  const response = url.includes('#') ? parseAuthorizationResponse(url) : undefined;
  return response !== undefined && carriesAnswer({ ...response, query: [] });
}
