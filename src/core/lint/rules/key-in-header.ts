import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

export const keyInHeader: Rule<TokenSubject> = {
  id: 'JW10',
  slug: 'key-in-header',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 8725 §3.10',
  *check({ decoded }) {
    const header = decoded.kind === 'opaque' ? undefined : decoded.header;
    for (const name of ['jwk', 'jku', 'x5u', 'x5c']) {
      if (header && Object.hasOwn(header, name)) yield { facts: [name] };
    }
  },
};
