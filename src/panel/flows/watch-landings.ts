import type { SeenLanding } from '../../contract/requests.ts';
import { parseAuthorizationResponse } from '../../core/oauth/authorization-response.ts';
import { carriesAnswer } from '../../core/oauth/match-response.ts';
import { mayAnswer } from '../../core/oauth/may-answer.ts';
import type { PanelStore } from '../store.ts';
import { isAwaited } from './watch-pages.ts';

/** By then the worker has told of an answer that it saw itself, milliseconds. */
const TOLD_BY_MS = 1000;
/** A worker may be ended over this as well: so often it is told. */
const MOST_TIMES = 5;

/**
 * Hands answers to the worker that it cannot see, or has not heard of: a browser gives the event to nobody else when the
 * worker is ended in that moment. Call once; nothing is sent, and the worker sleeps on, while no flow waits.
 */
export function watchLandings(
  store: Pick<PanelStore, 'flows' | 'client' | 'nowMs' | 'tick'>,
  onLanding: (listener: (landing: SeenLanding) => void) => void,
): void {
  const waiting = () =>
    (store.flows.value ?? []).filter((flow) => isAwaited(flow, store.nowMs.value));
  const report = (landing: SeenLanding) => store.client.ask('reportLanding', landing);
  onLanding((landing) => {
    if (!mayAnswer(landing)) return;
    if (hasAnswerInFragment(landing.url)) {
      if (waiting().length > 0) void report(landing).catch(() => undefined);
      return;
    }
    // The panel's clock stands still while it is hidden.
    store.tick();
    const seenAtMs = store.nowMs.value;
    const waited = waiting().map(({ flowId }) => flowId);
    const handOn = (times: number) => {
      setTimeout(() => {
        // Should the flow that it is for be deleted by now, another would take it for its own; so would one that began since.
        const listed = new Set(store.flows.value?.map(({ flowId }) => flowId));
        const isWanted = waiting().some(({ startedAtMs }) => startedAtMs <= seenAtMs);
        if (!isWanted || waited.some((flowId) => !listed.has(flowId))) return;
        report(landing).catch(() => times > 1 && handOn(times - 1));
      }, TOLD_BY_MS);
    };
    handOn(MOST_TIMES);
  });
}

/** The filters that keep the worker asleep do not see a fragment: without access to a host it hears of none. */
function hasAnswerInFragment(url: string): boolean {
  const response = url.includes('#') ? parseAuthorizationResponse(url) : undefined;
  return response !== undefined && carriesAnswer({ ...response, query: [] });
}
