/** A place in a text, counted from 1. */
export interface TextPlace {
  line: number;
  column: number;
}

/** A reader of places: offset → line and column, counted from 1; CR LF, LF and CR each end a line. */
export function textPlaces(text: string): (offset: number) => TextPlace {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
