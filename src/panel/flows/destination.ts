import type { Destination } from '../../contract/requests.ts';
import { inspectedTabId } from '../browser.ts';

/** Where a bank's page opens when the person did not say. */
export function destination(): Destination {
  const tabId = inspectedTabId();
  return tabId === undefined ? { kind: 'new_tab' } : { kind: 'inspected_tab', tabId };
}
