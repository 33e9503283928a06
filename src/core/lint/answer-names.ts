/** Parameters that an authorization response may have. @see RFC 6749 §4.1.2, RFC 9207 §2, JARM §2.3 */
export const ANSWER_NAMES = [
  'code',
  'state',
  'iss',
  'error',
  'error_description',
  'error_uri',
  'response',
] as const;
