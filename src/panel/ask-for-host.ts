import { signal } from '@preact/signals';
import { requestHosts } from './browser.ts';

/** A question that stands this long has not been seen: undocked DevTools may cover it. */
const UNSEEN_MS = 1500;

/** The host that the browser has been asking for, for a while now. */
export const askedHost = signal<string | undefined>(undefined);

/**
 * Asks for access to the host of an address; true when it is granted. Call it straight from a click,
 * with no await before: browsers want the gesture.
 */
export function askForHost(address: string): Promise<boolean> {
  return askForHosts([address]);
}

/** The same for several addresses, in one question. */
export async function askForHosts(addresses: readonly string[]): Promise<boolean> {
  const asked = requestHosts(addresses);
  const unseen = setTimeout(() => {
    askedHost.value = addresses.map((address) => new URL(address).host).join(', ');
  }, UNSEEN_MS);
  try {
    return await asked;
  } finally {
    clearTimeout(unseen);
    askedHost.value = undefined;
  }
}
