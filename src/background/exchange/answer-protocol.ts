/**
 * What the connection of the latest answer from an address spoke, as ALPN names it: `http/1.1`, `h2`, `h3`.
 * Ask when the body has been read; `undefined` when the browser does not tell.
 *
 * @see Resource Timing §4.3 (`nextHopProtocol`)
 */
export function answerProtocol(address: string): string | undefined {
  const [timing] = performance.getEntriesByName(new URL(address).href, 'resource').slice(-1);
  // The browser keeps a few hundred of them, and then no more.
  performance.clearResourceTimings();
  return timing instanceof PerformanceResourceTiming && timing.nextHopProtocol !== ''
    ? timing.nextHopProtocol
    : undefined;
}
