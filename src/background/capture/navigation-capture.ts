import type { RedirectSighting } from '../../engine/accept-redirect.ts';
import { permissions, webNavigation, webRequest } from '../browser.ts';

/**
 * Watches for redirects in every tab, with no host permission. Call at the worker's top level.
 *
 * Committed pages are filtered by the browser, so that unrelated pages do not wake the worker; such a
 * filter sees the query but not the fragment. Navigations that fail are not filtered: that is where a
 * redirect URI with nothing behind it, or with a scheme of its own, shows up. Some banks have
 * names of their own for what comes back: those that are known stand in the filter.
 *
 * Hosts that were granted say more: the bank's own redirect shows the whole address, with its fragment,
 * also when the page behind it sends the browser on at once. Only granted hosts wake the worker there.
 */
export function captureNavigations(sighted: (sighting: RedirectSighting) => void): void {
  webNavigation.onCommitted.addListener(
    ({ frameId, url, tabId }) => {
      if (frameId === 0) sighted({ url, via: 'navigation', tabId });
    },
    {
      url: [
        { urlMatches: '[?&](code|error|response|access_code|auth_code|errorCode|error_code)=' },
      ],
    },
  );
  webNavigation.onErrorOccurred.addListener(({ frameId, url, tabId }) => {
    if (frameId === 0) sighted({ url, via: 'failed_navigation', tabId });
  });
  const redirected = ({ redirectUrl, tabId }: { redirectUrl: string; tabId: number }) => {
    sighted({ url: redirectUrl, via: 'bank_redirect', tabId });
  };
  const filter = { urls: ['<all_urls>'], types: ['main_frame' as const] };
  webRequest.onBeforeRedirect.addListener(redirected, filter);
  // Chromium: a listener that is older than a host's grant stays deaf for that host; renew it.
  permissions.onAdded.addListener(() => {
    webRequest.onBeforeRedirect.removeListener(redirected);
    webRequest.onBeforeRedirect.addListener(redirected, filter);
  });
}
