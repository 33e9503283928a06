/** A text on one line, without signs that cannot be seen or written; half a surrogate pair as U+FFFD. */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[\s\p{Cc}\p{Cf}\p{Cn}\p{Co}]+/gu, ' ')
    .trim();
}
