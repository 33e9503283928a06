import { splitMarks } from '../flow/secret-marks.ts';
import { BASIC_CREDENTIALS, type VariableNames } from './variable-names.ts';

/** A stretch of text in a request that is run again: fixed, or the value of a variable by its name. */
export type ScriptPiece = { text: string } | { variable: string };
export type ScriptText = readonly ScriptPiece[];

/**
 * Recorded text with variables where marks stood.
 *
 * @param kind of a secret of which nothing is recorded, where its place tells it
 */
export function scriptText(recorded: string, names: VariableNames, kind?: string): ScriptText {
  const masked = /^basic /i.test(recorded) ? BASIC_CREDENTIALS : kind;
  return splitMarks(recorded).map((piece) =>
    'text' in piece ? piece : { variable: names.nameOf(piece.kind, piece.fingerprint, masked) },
  );
}

/** The text, each piece written by the format's own rule. */
export function writeText(
  text: ScriptText,
  fixed: (text: string) => string,
  variable: (name: string) => string,
): string {
  return text
    .map((piece) => ('text' in piece ? fixed(piece.text) : variable(piece.variable)))
    .join('');
}

/** True when there is a variable in it. */
export function isOpen(text: ScriptText): boolean {
  return text.some((piece) => 'variable' in piece);
}
