import { meaningOf } from '../tokens/claim-meanings.ts';
import { HEADERS } from './header-terms.ts';
import { PARAMETERS } from './parameter-terms.ts';
import type { Term } from './terms.ts';
import { WORDS } from './word-terms.ts';

/** Where a name stands, which decides what it means. */
export type TermPlace = 'parameter' | 'header' | 'word';

/**
 * What a name means; `undefined` for a name of nobody's. A parameter that is no other's is a claim: answers about
 * tokens and request objects hold them. A member of a member means what its parent means, unless it has a
 * meaning of its own.
 */
export function termOf(place: TermPlace, name: string): Term | undefined {
  if (place === 'word') return WORDS.get(name);
  if (place === 'header') {
    const small = name.toLowerCase();
    return HEADERS.get(small) ?? HEADERS.get(small.replace(/^x-[^-]+-/, 'x-*-'));
  }
  const own = PARAMETERS.get(name) ?? claimTerm(name);
  const parent = name.lastIndexOf('.');
  return own ?? (parent > 0 ? termOf(place, name.slice(0, parent)) : undefined);
}

function claimTerm(name: string): Term | undefined {
  const meaning = meaningOf('claims', name) ?? meaningOf('header', name);
  return (
    meaning && { message: meaning.message, source: meaning.source, required: [], optional: [] }
  );
}
