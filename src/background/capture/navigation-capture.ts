import { ANSWER_NAMES } from '../../core/oauth/may-answer.ts';
import { parseParameters } from '../../core/oauth/parameter.ts';
import type { RedirectSighting } from '../../engine/accept-redirect.ts';
import { permissions, webNavigation, webRequest } from '../browser.ts';

/** What the browser tells of a posted body: read as a form, or as bytes. */
interface RequestBody {
  formData?: Record<string, string[]>;
  raw?: { bytes?: ArrayBuffer }[];
}

interface PageRequest {
  url: string;
  method: string;
  tabId: number;
  requestBody?: RequestBody | null;
}

/** Switches the reading of page requests on while some flow waits for its redirect, and off after. */
export type WatchRequests = (flowWaits: boolean) => void;

/**
 * Watches for redirects in every tab, with no host permission. Call at the worker's top level.
 *
 * Committed pages are filtered by the browser, so that unrelated pages do not wake the worker; such a
 * filter sees the query but not the fragment. Navigations that fail are not filtered: that is where a
 * redirect URI with nothing behind it, or with a scheme of its own, shows up.
 *
 * Hosts that were granted say more: the bank's own redirect shows the whole address, with its fragment,
 * also when the page behind it sends the browser on at once. Only granted hosts wake the worker there.
 * What a form posts stands in the page's request alone. No filter tells those from other pages of a
 * granted host, so they are watched only while a flow waits.
 */
export function captureNavigations(sighted: (sighting: RedirectSighting) => void): WatchRequests {
  webNavigation.onCommitted.addListener(
    ({ frameId, url, tabId }) => {
      if (frameId === 0) sighted({ url, via: 'navigation', tabId });
    },
    { url: [{ urlMatches: `[?&]${ANSWER_NAMES}` }] },
  );
  webNavigation.onErrorOccurred.addListener(({ frameId, url, tabId }) => {
    if (frameId === 0) sighted({ url, via: 'failed_navigation', tabId });
  });
  const redirected = (details: { redirectUrl: string; tabId: number; statusCode: number }) => {
    const { redirectUrl: url, tabId, statusCode: status } = details;
    sighted({ url, via: 'bank_redirect', tabId, status });
  };
  const requested = (details: object) => {
    const { url, tabId, method, requestBody } = details as PageRequest;
    const form = method === 'POST' ? formOf(requestBody ?? {}) : [];
    if (form.length > 0) sighted({ url, via: 'form_post', tabId, form });
    else sighted({ url, via: 'bank_redirect', tabId });
  };
  const filter = { urls: ['<all_urls>'], types: ['main_frame' as const] };
  let watching = true;
  const addRequested = () => {
    webRequest.onBeforeRequest.addListener(requested, filter, ['requestBody']);
  };
  webRequest.onBeforeRedirect.addListener(redirected, filter);
  // Added first and taken away when it is known that no flow waits: a request that wakes a stopped worker
  // is delivered only to a listener that is there before the first await. Firefox 153 goes on waking the
  // event page for granted hosts after it was taken away.
  addRequested();
  // Chromium: a listener that is older than a host's grant stays deaf for that host; renew it.
  permissions.onAdded.addListener(() => {
    webRequest.onBeforeRedirect.removeListener(redirected);
    webRequest.onBeforeRedirect.addListener(redirected, filter);
    if (!watching) return;
    webRequest.onBeforeRequest.removeListener(requested);
    addRequested();
  });
  return (flowWaits) => {
    if (flowWaits === watching) return;
    watching = flowWaits;
    if (watching) addRequested();
    else webRequest.onBeforeRequest.removeListener(requested);
  };
}

function formOf({ formData, raw }: RequestBody) {
  if (formData) {
    return Object.entries(formData).flatMap(([name, values]) =>
      values.map((value) => ({ name, value: String(value) })),
    );
  }
  const decoder = new TextDecoder();
  return parseParameters((raw ?? []).map(({ bytes }) => decoder.decode(bytes)).join(''));
}
