/** Names that an environment's endpoints put at the templates' disposal. */
export const ENDPOINT_NAMES = [
  'authorizationEndpoint',
  'tokenEndpoint',
  'apiBase',
  'issuer',
  'metadata',
  'jwksUri',
  'userinfoEndpoint',
  'introspectionEndpoint',
  'revocationEndpoint',
  'pushedAuthorizationRequestEndpoint',
] as const;

export type EndpointName = (typeof ENDPOINT_NAMES)[number];
