import { epochSeconds } from '../../time.ts';
import { bankWords } from '../bank-words.ts';
import type { TokenStatusSubject } from '../explain-token-status.ts';
import { grantedScope } from '../granted-scope.ts';
import type { Rule } from '../rule.ts';

/** An answer is some seconds on its way, and `expires_in` counts from its end. */
const SECONDS = 10;

/** What we do not know of a token cannot differ. */
export const introspectionDiffers: Rule<TokenStatusSubject> = {
  id: 'RS07',
  slug: 'introspection-differs',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 7662 §2.2',
  *check({ purpose, said, token, plan: { profile, draft } }) {
    if (purpose !== 'introspection' || said.active !== true) return;
    const sorted = (scope: string) => grantedScope(scope, profile).toSorted().join(' ');
    const { jwt, scope, expires_in, receivedAtMs } = token;
    const ends =
      expires_in === undefined ? jwt?.claims.exp : epochSeconds(receivedAtMs) + expires_in;
    const differing = (name: string, ours: unknown, same: boolean) =>
      ours === undefined || said[name] === undefined || same
        ? []
        : [{ facts: [name, written(said[name]), written(ours)] }];
    yield* differing('scope', scope, sorted(String(said.scope)) === sorted(scope ?? ''));
    yield* differing('exp', ends, Math.abs(Number(said.exp) - Number(ends)) <= SECONDS);
    yield* differing('client_id', draft.clientId, said.client_id === draft.clientId);
    const cnf = jwt && (jwt.claims.cnf ?? null);
    yield* differing('cnf', cnf, written(said.cnf) === written(cnf));
  },
};

function written(value: unknown): string {
  return bankWords(typeof value === 'string' ? value : JSON.stringify(value));
}
