import type { ProfileFiles } from './resolve-profile.ts';

/**
 * Profile files as they are packed: new texts in the order in which they come, and codes, a character each. A code
 * says which of the values that stood in the same place before stands there again, or what a new one is.
 */
export interface PackedProfiles {
  ids: readonly string[];
  /** a line each; texts without blanks, and others, which are more alike among themselves */
  words: string;
  sentences: string;
  codes: string;
}

/** Codes of new values: a list goes on with its length, an object with names and values until a name is empty. */
export const NEW = { word: 0, sentence: 1, list: 2, object: 3, json: 4 };
/** The code of the first value that stood in a place. */
export const FIRST_KNOWN = 5;
/** The character of code 0. */
export const FIRST_CHARACTER = 35;
/** The place of all names: a name that is new in its place is told from here. */
export const NAMES = ',';
export const itemIn = (place: string) => `${place}[]`;
export const firstNameIn = (place: string) => `${place}{`;
export const nameAfter = (name: string) => `,${name}`;

/** The files as they were packed, by their ids. */
export function unpackProfiles({ ids, words, sentences, codes }: PackedProfiles): ProfileFiles {
  const newWords = words.split('\n').values();
  const newSentences = sentences.split('\n').values();
  let codesRead = 0;
  const word = () => newWords.next().value ?? '';
  const sentence = () => newSentences.next().value ?? '';
  const code = () => codes.charCodeAt(codesRead++) - FIRST_CHARACTER;

  const known = new Map<string, unknown[]>();
  const read = <T>(place: string, readNew: (code: number) => T): T => {
    const before = known.get(place) ?? [];
    known.set(place, before);
    const told = code();
    if (told >= FIRST_KNOWN) return before[told - FIRST_KNOWN] as T;
    const value = readNew(told);
    before.push(value);
    return value;
  };
  const readName = (place: string) => read(place, () => read(NAMES, word));
  const readValue = (place: string): unknown =>
    read(place, (kind) => {
      if (kind === NEW.word) return word();
      if (kind === NEW.sentence) return sentence();
      if (kind === NEW.json) return JSON.parse(word());
      if (kind === NEW.list) return Array.from({ length: code() }, () => readValue(itemIn(place)));
      const members: [string, unknown][] = [];
      let name = readName(firstNameIn(place));
      while (name) {
        members.push([name, readValue(name)]);
        name = readName(nameAfter(name));
      }
      return Object.fromEntries(members);
    });
  return Object.fromEntries(ids.map((id) => [id, readValue('')]));
}
