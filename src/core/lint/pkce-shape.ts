/** A verifier's length and characters. @see RFC 7636 §4.1 */
export const VERIFIER_SHAPE = /^[A-Za-z0-9._~-]{43,128}$/;
