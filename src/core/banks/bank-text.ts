/** Texts of the shipped profiles in another language, by their English text. */
export type BankTexts = Readonly<Record<string, string>>;

/** A text of a bank profile in the language of `texts`; as it stands where that language lacks it. */
export function bankText(texts: BankTexts, english: string): string {
  return Object.hasOwn(texts, english) ? (texts[english] ?? english) : english;
}
