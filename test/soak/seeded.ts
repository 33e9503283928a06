/** Numbers that look random, and are the same ones for the same seed and purpose. */
export interface Seeded {
  /** from 0 up to, but not, 1 */
  next(): number;
  /** a whole number from `least` up to and including `most` */
  between(least: number, most: number): number;
  /** visibly made up, and as long as real ones */
  text(): string;
}

/** @param purpose keeps those who draw at the same time apart: each has a row of its own */
export function seeded(seed: number, purpose: string): Seeded {
  let state = [...purpose].reduce(
    (sum, sign) => Math.imul(sum ^ sign.charCodeAt(0), 16777619),
    seed,
  );
  // Mulberry32.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    text: () =>
      `FAKE-${Array.from({ length: 6 }, () =>
        Math.floor(next() * 2 ** 32)
          .toString(36)
          .padStart(7, '0'),
      ).join('')}`,
  };
}
