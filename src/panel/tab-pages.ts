/** What the browser tells a panel of the pages that tabs come to. */
import type { SeenLanding } from '../contract/requests.ts';
import { devtools, inspectedTabId, permissions, webNavigation, webRequest } from './browser.ts';

/** A page that some tab came to, or failed to come to. */
export interface PageVisit {
  tabId: number;
  url: string;
  status?: number;
  failure?: string;
}

/**
 * Reports main-frame pages of all tabs while the panel is open, without waking the worker.
 * The status is known for granted hosts (webRequest) and for the inspected tab (devtools.network).
 */
export function onPageVisit(listener: (visit: PageVisit) => void): void {
  webNavigation?.onCommitted.addListener(({ tabId, frameId, url }) => {
    if (frameId === 0) listener({ tabId, url });
  });
  webNavigation?.onErrorOccurred.addListener((details) => {
    const { tabId, frameId, url } = details;
    const failure = 'error' in details ? String(details.error) : '';
    if (frameId === 0) listener({ tabId, url, failure });
  });
  webRequest?.onCompleted.addListener(
    ({ tabId, url, statusCode }) => listener({ tabId, url, status: statusCode }),
    { urls: ['<all_urls>'], types: ['main_frame'] },
  );
  const tabId = inspectedTabId();
  if (tabId === undefined) return;
  devtools?.network.onRequestFinished.addListener((entry: object) => {
    const { request, response } = entry as {
      request: { url: string };
      response: { status: number; content?: { mimeType?: string } };
    };
    if (!response.content?.mimeType?.includes('html') || response.status === 0) return;
    listener({ tabId, url: request.url, status: response.status });
  });
}

interface PostedForm {
  requestBody?: { formData?: Record<string, unknown[]> } | null;
}

/**
 * Reports the addresses that all tabs are sent to, as the worker hears of them by itself: a second pair of eyes, for
 * events that come while a worker ends and that no other gets. Those of granted hosts are seen on their way.
 *
 * Chromium 156 counts listeners of an extension with equal filters as one: when the worker takes its own away, one of
 * ours with that filter hears nothing any more. So ours has another.
 */
export function onLanding(listener: (landing: SeenLanding) => void): void {
  webNavigation?.onCommitted.addListener(({ tabId, frameId, url }) => {
    if (frameId === 0) listener({ url, tabId, via: 'navigation' });
  });
  webNavigation?.onErrorOccurred.addListener(({ tabId, frameId, url }) => {
    if (frameId === 0) listener({ url, tabId, via: 'failed_navigation' });
  });
  const redirected = (details: { redirectUrl: string; tabId: number; statusCode: number }) => {
    const { redirectUrl: url, tabId, statusCode: status } = details;
    listener({ url, tabId, via: 'bank_redirect', status });
  };
  const requested = (details: { url: string; tabId: number }) => {
    const { url, tabId } = details;
    const { formData } = (details as PostedForm).requestBody ?? {};
    const form = Object.entries(formData ?? {}).flatMap(([name, values]) =>
      values.map((value) => ({ name, value: String(value) })),
    );
    if (form.length > 0) listener({ url, tabId, via: 'form_post', form });
    else listener({ url, tabId, via: 'bank_redirect' });
  };
  const filter = { urls: ['http://*/*', 'https://*/*'], types: ['main_frame' as const] };
  const hear = () => {
    webRequest?.onBeforeRedirect.removeListener(redirected);
    webRequest?.onBeforeRequest.removeListener(requested);
    webRequest?.onBeforeRedirect.addListener(redirected, filter);
    webRequest?.onBeforeRequest.addListener(requested, filter, ['requestBody']);
  };
  hear();
  // Chromium: a listener that is older than a host's grant stays deaf for that host.
  permissions?.onAdded.addListener(hear);
}
