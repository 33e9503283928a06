/** The candidate that lies fewest slips away from a word, in any case; empty when there is no candidate. */
export function nearest(word: string, candidates: readonly string[]): string {
  const [best = ''] = candidates.toSorted((a, b) => slips(word, a) - slips(word, b));
  return best;
}

/** How many slips lie between two words, in any case: Levenshtein's distance. */
export function slips(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  let row = Array.from({ length: b.length + 1 }, (_none, at) => at);
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, right] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (left === right ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** True when one host looks like a slip of the other: at most two characters apart, or only `www.`. */
export function isNearHost(one: string, other: string): boolean {
  const bare = (host: string) => host.replace(/^www\./, '');
  if (one === other || bare(one) === bare(other)) return one !== other;
  // Each character more is a slip: most hosts are told apart by their length.
  return Math.abs(one.length - other.length) <= 2 && slips(one, other) <= 2;
}
