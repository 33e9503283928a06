/** What the browser tells a panel of the pages that tabs come to. */
import { devtools, inspectedTabId, webNavigation, webRequest } from './browser.ts';

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
