import { readJson, repeatedMembers } from '../json-tree.ts';
import { type TextPlace, textPlaces } from '../text-places.ts';

/** A member of a JSON object whose name stands in it already: dotted path, and place counted from 1. */
export interface DuplicateMember extends TextPlace {
  path: string;
}

/** Members that repeat a name, in their order; none of a text that is no JSON. @see RFC 8259 §4 */
export function duplicateMembers(json: string): DuplicateMember[] {
  const read = readJson(json);
  if (!read.ok) return [];
  const placeOf = textPlaces(json);
  return (
    [...repeatedMembers(read.value)]
      .toSorted((a, b) => a.offset - b.offset)
      // What is nested without end shall not make a path without end.
      .map(({ offset, path }) => ({ path: path.slice(-8).join('.'), ...placeOf(offset) }))
  );
}
