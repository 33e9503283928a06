import { isLoopback } from '../oauth/failure-reach.ts';

/**
 * True for an https address, and for an http one that stays on this computer. An address that is no
 * URL is not secure.
 *
 * @see RFC 6749 §3.1, RFC 8252 §7.3
 */
export function isSecureAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
