import { errors, jwtVerify } from 'jose';
import { type Answer, jsonAnswer, bearerRefusal as refuse } from '../http/answer.ts';
import { bearerToken, type PracticeRequest } from '../http/practice-request.ts';
import { practiceAccounts } from '../practice-accounts.ts';
import type { SigningKey } from '../signing-key.ts';

/** What an access token must agree with. */
export interface AccessTokenRules {
  issuer: string;
  audience: string;
  key: SigningKey;
  /** `jti` of every token issued since the start or the last reset. */
  issuedTokenIds: ReadonlySet<string>;
  nowMs: number;
}

/**
 * Answers `GET /api/accounts`: 200 with a JWT access token for the scope `accounts`, 401 for any
 * other token, 403 for a good one without that scope.
 *
 * @see RFC 9068 §4 and RFC 6750 §3.1
 */
export async function answerAccountsRequest(
  request: PracticeRequest,
  rules: AccessTokenRules,
): Promise<Answer> {
  const token = bearerToken(request.headers);
  if (token === undefined) return refuse(401, 'invalid_token', 'The access token is missing.');
  const scopes = await readScopes(token, rules);
  if (scopes === undefined) {
    return refuse(401, 'invalid_token', 'The access token is expired or was not issued here.');
  }
  if (!scopes.includes('accounts')) {
    return refuse(403, 'insufficient_scope', 'The scope accounts is needed.');
  }
  return jsonAnswer(200, { accounts: practiceAccounts('DE') });
}

async function readScopes(token: string, rules: AccessTokenRules): Promise<string[] | undefined> {
  try {
    const { payload } = await jwtVerify(token, rules.key.publicKey, {
      issuer: rules.issuer,
      audience: rules.audience,
      typ: 'at+jwt',
      algorithms: ['RS256'],
      currentDate: new Date(rules.nowMs),
    });
    if (!rules.issuedTokenIds.has(payload.jti ?? '')) return undefined;
    return String(payload.scope ?? '').split(' ');
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
