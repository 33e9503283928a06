import type { BankState } from '../bank-state.ts';
import { type Answer, bearerRefusal, jsonAnswer, methodNotAllowed } from '../http/answer.ts';
import { bearerToken, type PracticeRequest } from '../http/practice-request.ts';
import { createOAuthServer, type OAuthServer } from '../oauth-server/oauth-server.ts';
import { practiceAccounts } from '../practice-accounts.ts';
import { type Dialect, type DialectName, dialects } from './dialects.ts';

const servedScopes = ['accounts', 'balances', 'transactions'];

/**
 * A bank that is ordinary but for one difference: an authorization server and `/api/accounts`.
 *
 * @param port where the practice bank listens
 */
export function createDialectBank(name: DialectName, state: BankState, port: number) {
  const { rules, scopeSeparator }: Dialect = dialects[name];
  const server = createOAuthServer({
    state,
    port,
    rules,
    design: { name: `Practice bank “${name}”`, language: 'en', accent: '#7a2140' },
    describeScope: (scope) => scope.split(scopeSeparator),
    findScopeProblem: (scope) => findScopeProblem(scope, scopeSeparator),
  });

  /** Answers one request to this bank. */
  return (request: PracticeRequest): Answer => {
    if (request.path !== '/api/accounts') {
      return server.answer(request) ?? jsonAnswer(404, { error: 'not_found' });
    }
    return request.method === 'GET'
      ? answerAccountsRequest(request, server, scopeSeparator)
      : methodNotAllowed('GET');
  };
}

function findScopeProblem(scope: string, separator: Dialect['scopeSeparator']): string | undefined {
  const unknown = scope.split(separator).filter((value) => !servedScopes.includes(value));
  if (unknown.length === 0) return undefined;
  const separated = separator === ',' ? 'commas' : 'blanks';
  return `Ask for ${servedScopes.join(', ')}, separated by ${separated}.`;
}

/** @see RFC 6750 §3.1 */
function answerAccountsRequest(
  request: PracticeRequest,
  server: OAuthServer,
  scopeSeparator: Dialect['scopeSeparator'],
): Answer {
  const standing = server.findStanding(bearerToken(request.headers));
  if (standing.kind !== 'live') {
    const problem = standing.kind === 'unknown' ? 'missing or unknown' : standing.kind;
    return bearerRefusal(401, 'invalid_token', `The access token is ${problem}.`);
  }
  if (!standing.grant.scope.split(scopeSeparator).includes('accounts')) {
    return bearerRefusal(403, 'insufficient_scope', 'The scope accounts is needed.');
  }
  return jsonAnswer(200, { accounts: practiceAccounts('DE') });
}
