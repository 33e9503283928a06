import { sessionRules } from '../browser.ts';
import { ownHost } from './network-reason.ts';

const RULE = 1;

/**
 * Lets no connection be reused for our own requests. Chromium sends a POST a second time by itself when
 * a reused HTTP/1.1 connection dies before the answer (seen in 156); `connection: close` stops that.
 * HTTP/2 drops the header, and nothing stops it there. Session rules outlive the worker, so this is
 * set anew at each start.
 */
export async function closeConnections(): Promise<void> {
  await sessionRules.updateSessionRules({
    removeRuleIds: [RULE],
    addRules: [
      {
        id: RULE,
        condition: { initiatorDomains: [ownHost()], resourceTypes: ['xmlhttprequest'] },
        action: {
          type: 'modifyHeaders',
          requestHeaders: [{ header: 'connection', operation: 'set', value: 'close' }],
        },
      },
    ],
  });
}
