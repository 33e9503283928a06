import { foldFlow } from '../../core/flow/flow-state.ts';
import { landsOn, parseAuthorizationResponse } from '../../core/oauth/authorization-response.ts';
import type { PageVisit } from '../browser.ts';
import type { PanelStore } from '../store.ts';
import { bankHost } from './waiting.ts';

/** What must be known of a waiting flow to tell its pages from others. */
interface WatchedFlow {
  tabId: number | undefined;
  /** host of the authorization endpoint, for when the tab is unknown */
  host: string | undefined;
  redirectUri: string;
  /** the last visit that was reported, so that none is reported twice */
  last?: PageReport;
}

interface PageReport {
  url: string;
  status?: number;
  failure?: string;
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
    for (const { flowId, phase } of store.flows.value ?? []) {
      if (phase !== 'awaiting_redirect') watched.delete(flowId);
      // When the worker is away this page is lost, and the next one is reported again.
      else void report(store, watched, flowId, visit).catch(() => undefined);
    }
  });
}

async function report(
  store: PanelStore,
  watched: Map<string, WatchedFlow>,
  flowId: string,
  visit: PageVisit,
): Promise<void> {
  const page = reportOf(visit);
  if (!page) return;
  const read = watched.has(flowId) ? undefined : await readWatched(store, flowId);
  // Another visit may have been quicker while this one read the flow.
  const flow = watched.get(flowId) ?? read;
  if (!flow) return;
  watched.set(flowId, flow);
  if (!belongs(visit, page, flow) || isKnown(page, flow.last)) return;
  flow.last = page;
  await store.client.ask('reportPage', { flowId, ...page });
}

async function readWatched(store: PanelStore, flowId: string): Promise<WatchedFlow | undefined> {
  const { events } = await store.client.ask('readFlow', { flowId });
  const flow = foldFlow(events);
  if (!flow?.opened) return undefined;
  return {
    tabId: flow.opened.tabId,
    host: bankHost(flow),
    redirectUri: flow.started.plan.draft.redirectUri,
  };
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
