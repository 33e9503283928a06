import { SignJWT } from 'jose';
import type { BankState } from '../bank-state.ts';
import { openPaymentsClient, practiceCredentials } from '../clients.ts';
import type { SigningKey } from '../signing-key.ts';
import type { RememberedToken } from './remembered-token.ts';

/** Makes the platform's access tokens. */
export interface TokenIssuer {
  /** The platform's origin. */
  issuer: string;
  state: BankState;
  signingKey: () => Promise<SigningKey>;
  /** Where every token is remembered. */
  tokens: Map<string, RememberedToken>;
}

/** Makes and remembers a token; gives the token response. @see RFC 6749 §5.1 */
export async function issueToken(
  issue: TokenIssuer,
  grant: RememberedToken['grant'],
  scopes: readonly string[],
) {
  const expires_in = issue.state.lifetimes.accessTokenSeconds;
  const access_token = await signToken(claimsOf(grant, scopes), expires_in, issue);
  const expiresAtMs = issue.state.nowMs() + expires_in * 1000;
  issue.tokens.set(access_token, { grant, scopes, expiresAtMs });
  return { access_token, expires_in, token_type: 'Bearer', scope: scopes.join(' ') };
}

/** A token that a user stands behind names the user. */
function claimsOf(grant: RememberedToken['grant'], scopes: readonly string[]) {
  const claims = { client_id: openPaymentsClient.client_id, scope: scopes };
  return grant === 'authorization_code' ? { ...claims, sub: practiceCredentials.user } : claims;
}

async function signToken(
  claims: ReturnType<typeof claimsOf>,
  lifetime: number,
  { issuer, state, signingKey }: TokenIssuer,
): Promise<string> {
  const { privateKey, kid, x5t } = await signingKey();
  const nbf = state.nowSeconds();
  return new SignJWT({
    nbf,
    exp: nbf + lifetime,
    iss: issuer,
    // The audience names the bank list whatever the scope: so do the real tokens.
    aud: [`${issuer}/resources`, 'aspspinformation'],
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT', x5t })
    .sign(privateKey);
}
