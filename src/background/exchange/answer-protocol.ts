/** The entry comes a moment after the body's end, now and then. */
const TRIES = 5;
const WAIT_MS = 5;

/**
 * What the connection of the latest answer from an address spoke, as ALPN names it: `http/1.1`, `h2`, `h3`.
 * Ask when the body has been read; `undefined` when the browser does not tell.
 *
 * @see Resource Timing §4.3 (`nextHopProtocol`)
 */
export async function answerProtocol(address: string): Promise<string | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const [timing] = performance.getEntriesByName(new URL(address).href, 'resource').slice(-1);
    if (timing instanceof PerformanceResourceTiming) {
      // The browser keeps a few hundred of them, and then no more.
      performance.clearResourceTimings();
      return timing.nextHopProtocol || undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  return undefined;
}
