import { bankWords } from '../bank-words.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

/** Extensions that a receiver may be expected to know. */
const KNOWN: readonly unknown[] = ['b64'];

/** Names that are looked at; no token has as many. */
const MOST = 50;

export const crit: Rule<TokenSubject> = {
  id: 'JW08',
  slug: 'crit',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 7515 §4.1.11',
  *check({ decoded }) {
    const header = decoded.kind === 'opaque' ? undefined : decoded.header;
    if (header?.crit === undefined) return;
    const { crit: names } = header;
    if (!Array.isArray(names) || names.length === 0) {
      yield { facts: [bankWords(JSON.stringify(names))] };
      return;
    }
    const times = new Map<unknown, number>();
    for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
    for (const [name, count] of [...times].slice(0, MOST)) {
      const present = typeof name === 'string' && Object.hasOwn(header, name);
      if (!present || count > 1 || !KNOWN.includes(name)) {
        yield { facts: [bankWords(typeof name === 'string' ? name : JSON.stringify(name))] };
      }
    }
  },
};
