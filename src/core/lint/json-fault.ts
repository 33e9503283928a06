import { readJson } from '../json-tree.ts';
import { type TextPlace, textPlaces } from '../text-places.ts';

/** Where a text stops being JSON; its first character when it is JSON, only not of the wanted kind. @see RFC 8259 */
export function firstJsonFault(text: string): TextPlace {
  const read = readJson(text);
  return textPlaces(text)(read.ok ? 0 : read.error.offset);
}
