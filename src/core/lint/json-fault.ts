import { type ParseError, parse } from 'jsonc-parser';

/** A place in a text, counted from 1. */
export interface TextPlace {
  line: number;
  column: number;
}

/** Where a text stops being JSON; its first character when it is JSON, only not of the wanted kind. @see RFC 8259 */
export function firstJsonFault(text: string): TextPlace {
  const faults: ParseError[] = [];
  try {
    parse(text, faults, { allowTrailingComma: false, disallowComments: true });
  } catch (thrown) {
    // The parser is recursive: thousands of levels end its stack, and then no place is known.
    if (!(thrown instanceof RangeError)) throw thrown;
  }
  const before = text.slice(0, faults[0]?.offset ?? 0).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
