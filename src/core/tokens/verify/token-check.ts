/** One thing about a token that was held against something else. */
export interface TokenCheck {
  /** the claim; within `cnf` after a dot */
  name: string;
  outcome: 'ok' | 'failed' | 'unchecked';
  /** why nothing could be compared: the token does not say it, nobody gave the value, or the `alg` is unknown */
  missing?: 'claim' | 'value' | 'alg';
  /** what the token says, as it stands in it */
  seen: unknown;
  /** what it should be; never a secret */
  expected: string;
}
