import { apiScopes, contextScopes } from './remembered-token.ts';

/** What the platform says about itself. @param issuer its origin @see RFC 8414 §2 */
export function discovery(issuer: string) {
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/openid-configuration/jwks`,
    authorization_endpoint: `${issuer}/connect/authorize`,
    token_endpoint: `${issuer}/connect/token`,
    grant_types_supported: ['client_credentials', 'authorization_code'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    scopes_supported: [...apiScopes, 'bankgiroinformation', ...contextScopes],
    response_types_supported: ['code'],
  };
}
