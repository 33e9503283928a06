import { foldFlow } from '../../core/flow/flow-state.ts';
import type { FlowSummary } from '../../core/flow/flow-summary.ts';
import { isSeenOnly } from '../../core/flow/seen-only.ts';
import { landsOn, parseAuthorizationResponse } from '../../core/oauth/authorization-response.ts';
import { DAY_MS } from '../../core/record/retention.ts';
import type { EpochMilliseconds } from '../../core/time.ts';
import type { PanelStore } from '../store.ts';
import type { PageVisit } from '../tab-pages.ts';
import { bankHost } from './waiting.ts';

/** What must be known of a waiting flow to tell its pages from others. */
interface WatchedFlow {
  tabId: number | undefined;
  /** host of the authorization endpoint, for when the tab is unknown */
  host: string | undefined;
  redirectUri: string;
  openedAtMs: EpochMilliseconds;
  /** the last visit that was reported, so that none is reported twice */
  last?: PageReport;
}

interface PageReport {
  url: string;
  status?: number;
  failure?: string;
}

/** Half an hour: after that, what the tab shows has nothing to do with the flow any more. */
const WATCHED_MS = 30 * 60_000;

/** Whether pages are still to be told of a flow, or an answer in their fragment. */
export function isAwaited(
  { phase, startedAtMs, ...flow }: FlowSummary,
  nowMs: EpochMilliseconds,
): boolean {
  return phase === 'awaiting_redirect' && !isSeenOnly(flow) && nowMs - startedAtMs < DAY_MS;
}

/** A page that was left or stopped before it loaded: no fault of the bank's. */
const LEFT = /ERR_ABORTED|NS_BINDING_ABORTED/;

/**
 * Tells the worker on which page the tab of each waiting flow stands: the evidence for when no
 * redirect comes. Call once; nothing is sent, and the worker sleeps on, while no flow waits.
 */
export function watchPages(
  store: PanelStore,
  onPageVisit: (listener: (visit: PageVisit) => void) => void,
): void {
  const watched = new Map<string, WatchedFlow>();
  onPageVisit((visit) => {
    const flows = store.flows.value ?? [];
    for (const { flowId, phase } of flows) {
      if (phase !== 'awaiting_redirect') watched.delete(flowId);
    }
    // When the worker is away this page is lost, and the next one is reported again.
    void reportToWaiting(store, watched, visit).catch(() => undefined);
  });
}

/** Of the flows that wait in one tab only the newest is told: the others were left behind. */
async function reportToWaiting(
  store: PanelStore,
  watched: Map<string, WatchedFlow>,
  visit: PageVisit,
): Promise<void> {
  const page = reportOf(visit);
  if (!page) return;
  // The panel's clock stands still while it is hidden.
  store.tick();
  let tabTaken = false;
  for (const summary of store.flows.value ?? []) {
    const { flowId, phase } = summary;
    if (phase !== 'awaiting_redirect' || isSeenOnly(summary)) continue;
    const flow = watched.get(flowId) ?? (await readWatched(store, watched, flowId));
    if (!flow || store.nowMs.value - flow.openedAtMs >= WATCHED_MS) continue;
    const inItsTab = flow.tabId === visit.tabId;
    if (inItsTab && tabTaken) continue;
    tabTaken ||= inItsTab;
    if (!belongs(visit, page, flow) || isKnown(page, flow.last)) continue;
    flow.last = page;
    await store.client.ask('reportPage', { flowId, ...page });
  }
}

async function readWatched(
  store: PanelStore,
  watched: Map<string, WatchedFlow>,
  flowId: string,
): Promise<WatchedFlow | undefined> {
  const { events } = await store.client.ask('readFlow', { flowId });
  // Another visit may have been quicker while this one read the flow.
  const known = watched.get(flowId);
  const flow = foldFlow(events);
  if (known || !flow?.opened) return known;
  const read = {
    tabId: flow.opened.tabId,
    host: bankHost(flow),
    redirectUri: flow.started.plan.draft.redirectUri,
    openedAtMs: flow.opened.atMs,
  };
  watched.set(flowId, read);
  return read;
}

/** A visit without query and fragment, which may hold secrets; `undefined` for pages of the browser's own. */
function reportOf({ url, status, failure }: PageVisit): PageReport | undefined {
  if (!URL.canParse(url) || (failure !== undefined && LEFT.test(failure))) return undefined;
  const { protocol, origin, pathname } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return {
    url: `${origin}${pathname}`,
    ...(status === undefined ? {} : { status }),
    ...(failure === undefined ? {} : { failure }),
  };
}

function belongs({ tabId }: PageVisit, { url }: PageReport, flow: WatchedFlow): boolean {
  const response = parseAuthorizationResponse(url);
  // The redirect URI is no page of the bank; what comes there is the worker's to capture.
  if (response && landsOn(response, withoutQuery(flow.redirectUri))) return false;
  return flow.tabId === undefined ? new URL(url).host === flow.host : tabId === flow.tabId;
}

/** The browser reports one page several times, not always with its status. */
function isKnown(page: PageReport, last: PageReport | undefined): boolean {
  if (page.url !== last?.url) return false;
  const saysNothing = page.status === undefined && page.failure === undefined;
  return saysNothing || (page.status === last.status && page.failure === last.failure);
}

function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/, '');
}
