import { bankWords } from '../bank-words.ts';
import { jsonType } from '../json-type.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';

/** @see RFC 6750 §2.1 (`b64token`) */
const SENDABLE = /^[\w.~+/-]+=*/;

/** An access token goes into a header; the others must be text at least. */
export const tokenCharacters: Rule<TokenAnswerSubject> = {
  id: 'TR19',
  slug: 'token-characters',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 6750 §2.1',
  *check({ read }) {
    if (read.kind !== 'tokens') return;
    for (const name of ['access_token', 'refresh_token', 'id_token'] as const) {
      const value = read.json[name];
      if (value === undefined) continue;
      if (typeof value !== 'string') yield { facts: [name, jsonType(value), '–'] };
      else if (name === 'access_token') {
        const at = SENDABLE.exec(value)?.[0].length ?? 0;
        if (at < value.length) yield { facts: [name, bankWords(value[at]), at + 1] };
      }
    }
  },
};
