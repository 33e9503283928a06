/** Where two texts part, counted in characters from 1: behind the end of the shorter one if it begins the other. */
export function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  return at + 1;
}
