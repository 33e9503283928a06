import type { HttpFailure } from './http-message.ts';

/** Failures that happen before a byte of the request leaves: name lookup, connecting, the TLS handshake. */
const BEFORE_SENDING =
  /CONNECTION_REFUSED|NAME_NOT_RESOLVED|UNKNOWN_HOST|ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|NS_ERROR_OFFLINE|CERT_|SSL_|SEC_ERROR|PROXY_CONNECTION|BLOCKED_BY|CONNECTION_TIMED_OUT/;

/** Whether the bank can have seen a request that failed. When in doubt, it can. */
export function reachedBank(failure: HttpFailure): 'no' | 'unknown' {
  switch (failure.kind) {
    case 'no_permission':
    case 'plain_http':
    case 'bad_url':
      return 'no';
    case 'cancelled':
    case 'too_slow':
      return 'unknown';
    case 'network':
      return BEFORE_SENDING.test(failure.reason) ? 'no' : 'unknown';
  }
}

/** Loopback addresses, where plain http stays on the machine. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/i.test(hostname);
}

/** The host of an address that would carry secrets in clear text over a network; `undefined` when all is well. */
export function plainHttpHost(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || isLoopback(hostname) ? undefined : hostname;
}
