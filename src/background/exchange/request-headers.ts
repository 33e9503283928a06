import { isFirefox, sessionRules } from '../browser.ts';
import { ownHost } from './network-reason.ts';

const RULE = 1;

/**
 * Sets the headers of our own requests that `fetch` does not let us set. Session rules outlive the
 * worker, so this runs at each start.
 *
 * - `connection: close`: browsers send a POST a second time by themselves when a reused HTTP/1.1 connection
 *   dies before the answer (seen in Chromium 156 and Firefox 153). HTTP/2 drops the header, and nothing stops
 *   it there.
 * - no `origin`: browsers put `chrome-extension://…` or `moz-extension://…` there. A TPP's server sends
 *   none, and authorization servers refuse origins they do not know (oidc-provider 9 does).
 * - no cookies, either way: Firefox presents client certificates only to requests that may carry them, and would
 *   keep what comes back.
 */
export async function setOwnHeaders(): Promise<void> {
  await sessionRules.updateSessionRules({
    removeRuleIds: [RULE],
    addRules: [
      {
        id: RULE,
        condition: { initiatorDomains: [ownHost()], resourceTypes: ['xmlhttprequest'] },
        action: {
          type: 'modifyHeaders',
          requestHeaders: [
            { header: 'connection', operation: 'set', value: 'close' },
            { header: 'origin', operation: 'remove' },
            { header: 'cookie', operation: 'remove' },
          ],
          ...(isFirefox && { responseHeaders: [{ header: 'set-cookie', operation: 'remove' }] }),
        },
      },
    ],
  });
}
