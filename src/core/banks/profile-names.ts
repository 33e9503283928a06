/** What a bank's profile is for: a role of the TPP, or plain access to an API. */
export const SERVICES = ['aisp', 'pisp', 'cbpii', 'api'] as const;

/** Names that request templates may use beside the profile's variables, endpoints and captures. */
export const FLOW_NAMES = [
  'clientId',
  'clientSecret',
  'redirectUri',
  'scope',
  'state',
  'nonce',
  'codeChallenge',
  'codeChallengeMethod',
  'code',
  'codeVerifier',
  'refreshToken',
  'accessToken',
  /** the token that an introspection or revocation request is about, and its kind as RFC 7009 §2.1 calls it */
  'token',
  'tokenTypeHint',
  /** the access token that a client_credentials step before the redirect brought */
  'clientToken',
  'requestId',
  /** SHA-256 of the key that the flow's tokens are to be bound to. RFC 9449 §10 */
  'dpopJkt',
  /** the calendar day in 90 days, `2027-02-19`: how long a consent is asked for */
  'consentUntil',
] as const;
