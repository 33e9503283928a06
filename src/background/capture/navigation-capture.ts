import type { RedirectSighting } from '../../engine/accept-redirect.ts';
import { webNavigation } from '../browser.ts';

/**
 * Watches for redirects in every tab, with no host permission. Call at the worker's top level.
 *
 * Committed pages are filtered by the browser, so that unrelated pages do not wake the worker; such a
 * filter sees the query but not the fragment. Navigations that fail are not filtered: that is where a
 * redirect URI with nothing behind it, or with a scheme of its own, shows up.
 */
export function captureNavigations(sighted: (sighting: RedirectSighting) => void): void {
  webNavigation.onCommitted.addListener(
    ({ frameId, url }) => {
      if (frameId === 0) sighted({ url, via: 'navigation' });
    },
    { url: [{ urlMatches: '[?&](code|error|response)=' }] },
  );
  webNavigation.onErrorOccurred.addListener(({ frameId, url }) => {
    if (frameId === 0) sighted({ url, via: 'failed_navigation' });
  });
}
