import type { RedirectWatch } from '../../engine/http-sender.ts';
import { webRequest } from '../browser.ts';
import { sameAddress } from './network-reason.ts';

/** How long after the hidden answer the browser's own word on it may still come, milliseconds. */
const LATEST_MS = 300;

type Seen = Awaited<ReturnType<RedirectWatch['seen']>>;
type Details = Parameters<Parameters<typeof webRequest.onHeadersReceived.addListener>[0]>[0];

/**
 * Watches for the redirect of one call of our own: `fetch` hides its status and `Location`, webRequest
 * has both. The listener lives no longer than the call, so that it never wakes a sleeping worker.
 */
export function watchRedirect(address: string): RedirectWatch {
  let tell: (seen: Seen) => void = () => {};
  const seen = new Promise<Seen>((resolve) => {
    tell = resolve;
  });
  const note = ({ url, statusCode, responseHeaders = [] }: Details) => {
    if (!sameAddress(url, address)) return;
    const location = responseHeaders.find(({ name }) => name.toLowerCase() === 'location')?.value;
    tell({ status: statusCode, location: location ?? '' });
  };
  // tabId -1: requests of no tab, ours among them.
  const filter = { urls: ['<all_urls>'], tabId: -1 };
  webRequest.onHeadersReceived.addListener(note, filter, ['responseHeaders']);
  return {
    seen() {
      setTimeout(tell, LATEST_MS);
      return seen;
    },
    end: () => webRequest.onHeadersReceived.removeListener(note),
  };
}
