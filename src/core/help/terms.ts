import type { MessageKey } from '../messages.ts';
import { citedSource } from './documents.ts';

/** What is known of a name that a person meets. */
export interface Term {
  /** names the sentence */
  message: MessageKey;
  /** e.g. `RFC 6749 §4.1.1` */
  source: string;
  /** messages that must have it, as the names of their names */
  required: readonly MessageKey[];
  /** messages that may have it; both lists are empty where nobody says */
  optional: readonly MessageKey[];
}

/** Letters of the messages in the tables. */
const MESSAGES: Readonly<Record<string, MessageKey>> = {
  A: 'where_authorization',
  U: 'where_pushed',
  T: 'where_code',
  R: 'where_refresh',
  D: 'where_client_credentials',
  V: 'where_introspection',
  W: 'where_revocation',
  a: 'where_redirect',
  f: 'where_refusal',
  t: 'where_tokens',
  p: 'where_pushed_answer',
  i: 'where_status',
  e: 'where_token_error',
  c: 'where_consent',
  y: 'where_payment',
  q: 'where_call',
  s: 'where_answer',
};

/**
 * Reads a table of terms, one a line: names that share a sentence, the source, and the letters of the messages that
 * have them, with `!` behind those that must.
 *
 * @param keyOf names the sentence by the first name, in small letters and underscores
 */
export function readTerms(table: string, keyOf: (slug: string) => MessageKey): Map<string, Term> {
  return new Map(
    table.split('\n').flatMap((line) => {
      const [, names = '', source = '', letters = ''] =
        /^(\S+) (.+?)(?: ([A-Za-z!]+))?$/.exec(line) ?? [];
      const [first = '', ...others] = names.split(',');
      const slug = first.replace(/\W+/g, '_').replace(/^_|_$/g, '').toLowerCase();
      const places = (mark: '' | '!') =>
        [...letters.matchAll(/([A-Za-z])(!?)/g)].flatMap(([, letter = '', found]) =>
          found === mark ? (MESSAGES[letter] ?? []) : [],
        );
      const term: Term = {
        message: keyOf(slug),
        source: citedSource(source),
        required: places('!'),
        optional: places(''),
      };
      return [first, ...others].map((name) => [name, term] as const);
    }),
  );
}
