import type { Result } from '../../../src/core/result.ts';
import type { BankSettings } from '../bank-state.ts';
import { bpceClientIds } from '../clients.ts';
import { type Answer, jsonAnswer, methodNotAllowed, notCached } from '../http/answer.ts';
import { type PracticeRequest, repeatedNames } from '../http/practice-request.ts';
import type { BpceGrants, GrantProblem, TokenResponse } from './bpce-grants.ts';

const grantProblems: Readonly<Record<GrantProblem, string>> = {
  code_unknown: 'The authorization code is not known.',
  code_of_another_bank: 'The authorization code was issued by another bank code.',
  code_of_another_client: 'The authorization code was issued to another client.',
  code_for_another_redirect_uri: 'redirect_uri differs from that of the authorization request.',
  code_used: 'The authorization code was used before; its tokens are cancelled.',
  code_expired: 'The authorization code has expired.',
  refresh_token_unknown: 'The refresh token is not known.',
  refresh_token_of_another_bank: 'The refresh token was issued by another bank code.',
  refresh_token_of_another_client: 'The refresh token was issued to another client.',
  scope_not_granted: 'The scope goes beyond what the customer has granted.',
  refresh_token_cancelled: 'The refresh token was replaced or cancelled.',
  refresh_token_expired: 'The refresh token has expired.',
};

/**
 * Answers a token request of one BPCE-like bank. Parameters may stand in the query or in the form
 * body, but only once in both together.
 *
 * @see RFC 6749 §3.2, §4.1.3, §4.4.2, §5 and §6
 */
export function answerTokenRequest(
  request: PracticeRequest,
  bankCode: string,
  grants: BpceGrants,
  { sloppy }: Pick<BankSettings, 'sloppy'>,
): Answer {
  if (request.method !== 'POST') return methodNotAllowed('POST');
  if (request.body.length > 0 && request.contentType !== 'application/x-www-form-urlencoded') {
    return refuse('invalid_request', 'The body must be application/x-www-form-urlencoded.');
  }
  const [repeated] = repeatedNames(request.query, request.form);
  if (repeated !== undefined) {
    return refuse('invalid_request', 'A parameter is present more than once in query and body.');
  }
  const sent = (name: string) => request.form.get(name) || request.query.get(name) || undefined;

  const grantType = sent('grant_type');
  if (grantType === undefined) {
    const hyphen = sent('grant-type') === undefined ? '' : ' The name takes an underscore.';
    return refuse('invalid_request', `grant_type is missing.${hyphen}`);
  }
  const clientId = sent('client_id');
  if (clientId === undefined) return refuse('invalid_request', 'client_id is missing.');
  if (!sloppy && !bpceClientIds.some((known) => known === clientId)) return unknownClient();
  const caller = { bankCode, clientId };

  switch (grantType) {
    case 'authorization_code': {
      const code = sent('code');
      const redirectUri = sent('redirect_uri');
      if (code === undefined) return refuse('invalid_request', 'code is missing.');
      if (redirectUri === undefined) return refuse('invalid_request', 'redirect_uri is missing.');
      if (sent('scope') !== undefined && !sloppy) {
        return refuse('invalid_request', 'scope must not be sent with an authorization code.');
      }
      return answer(grants.redeemCode(code, redirectUri, caller));
    }
    case 'refresh_token': {
      const refreshToken = sent('refresh_token');
      if (refreshToken === undefined) return refuse('invalid_request', 'refresh_token is missing.');
      return answer(grants.refresh(refreshToken, caller, sent('scope')));
    }
    case 'client_credentials':
      if ((sent('scope') ?? 'pisp') !== 'pisp') {
        return refuse('invalid_scope', 'client_credentials gives the scope pisp only.');
      }
      return answer({ ok: true, value: grants.issueForClient(caller) });
    default:
      return refuse('unsupported_grant_type', 'This grant_type is not served.');
  }
}

function answer(result: Result<TokenResponse, GrantProblem>): Answer {
  if (result.ok) return jsonAnswer(200, result.value, notCached);
  const error = result.error === 'scope_not_granted' ? 'invalid_scope' : 'invalid_grant';
  return refuse(error, grantProblems[result.error]);
}

function refuse(error: string, error_description: string): Answer {
  return jsonAnswer(400, { error, error_description }, notCached);
}

function unknownClient(): Answer {
  return jsonAnswer(
    401,
    { error: 'invalid_client', error_description: 'This client_id is not enrolled.' },
    { ...notCached, 'www-authenticate': 'Bearer realm="stet", error="invalid_client"' },
  );
}
