import fc from 'fast-check';

/** A reader of what strangers write: texts of its own kind, and what must hold of each. `check` throws where it does not. */
export interface Target {
  name: string;
  texts: fc.Arbitrary<string>;
  check(text: string): void;
}

/** Throws what says so, unless it holds. */
export function hold(fact: boolean, what: string): asserts fact {
  if (!fact) throw new Error(what);
}

/** One change of a text: what stands in a place goes, and something else comes. */
const change = (pieces: readonly string[]) =>
  fc.record({
    at: fc.nat(10_000),
    gone: fc.oneof(fc.constant(0), fc.nat(8), fc.nat(200)),
    put: fc.oneof(
      fc.constantFrom('', ...pieces),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('"', '\\', '%', '\0', '\ud800', '\u202e', '\uFEFF', '__proto__', '1e999'),
    ),
  });

/** Texts that are almost one of the samples: some places cut, doubled or overwritten. */
export function almost(
  samples: readonly string[],
  pieces: readonly string[] = [],
): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(change(pieces), { maxLength: 4 }))
    .map(([sample, changes]) =>
      changes.reduce((text, { at, gone, put }) => {
        const place = at % (text.length + 1);
        return `${text.slice(0, place)}${put}${text.slice(place + gone)}`;
      }, sample),
    );
}

/** Any text at all. */
export const anyText = fc.string({ unit: 'binary', maxLength: 60 });
