import type catalogue from '../../_locales/en/messages.json';

/** Names of the sentences in `_locales/en/messages.json`. */
export type MessageKey = keyof typeof catalogue;

/** Gives the sentence of a key in the reader's language, with `$1` to `$9` filled in. */
export type Messages = (key: MessageKey, ...facts: readonly (string | number)[]) => string;

/** A message file as browsers read it. */
export type MessageFile = Readonly<Record<string, { message: string }>>;

/** A reader of a message file. */
export function messagesFrom(file: MessageFile): Messages {
  return (key, ...facts) => {
    const entry = file[key];
    if (!entry) throw new Error(`no message "${key}"`);
    return fillPlaces(entry.message, facts);
  };
}

/** A text with its places filled as browsers do: `$1` to `$9`, and `$$` for a dollar. */
export function fillPlaces(text: string, facts: readonly (string | number)[]): string {
  return text.replace(/\$([1-9$])/g, (_whole, place: string) =>
    place === '$' ? '$' : String(facts[Number(place) - 1] ?? ''),
  );
}
