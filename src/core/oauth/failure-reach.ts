import type { HttpFailure } from './http-message.ts';

/**
 * Failures that happen before a byte of the request leaves: name lookup, connecting, the TLS handshake,
 * or a rule of this browser. Whole names: `ERR_SSL_PROTOCOL_ERROR` may come after the body has left.
 * A server that misses a certificate reads no further, so that its alert counts too.
 */
const BEFORE_SENDING =
  /(^|\W)(ERR_(CONNECTION_REFUSED|CONNECTION_TIMED_OUT|NAME_NOT_RESOLVED|ADDRESS_UNREACHABLE|ADDRESS_INVALID|INTERNET_DISCONNECTED|UNSAFE_PORT|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CERT_[A-Z_]+|SSL_CLIENT_AUTH_CERT_NEEDED|SSL_VERSION_OR_CIPHER_MISMATCH|BAD_SSL_CLIENT_AUTH_CERT|BLOCKED_BY_CLIENT|BLOCKED_BY_ADMINISTRATOR)|SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT|SSL_ERROR_BAD_CERT_DOMAIN|NS_ERROR_(CONNECTION_REFUSED|UNKNOWN_HOST|OFFLINE|PORT_ACCESS_NOT_ALLOWED|PROXY_CONNECTION_REFUSED)|SEC_ERROR_[A-Z_]+|MOZILLA_PKIX_ERROR_[A-Z_]+)\)?$/;

/** Of a server's certificate Firefox 153 speaks in NSS's sentences. It is looked at before anything is sent. */
const BAD_CERTIFICATE = /^Peer.s certificate|name does not match the server.s certificate/i;

/** Whether the bank can have seen a request that failed. When in doubt, it can. */
export function reachedBank(failure: HttpFailure): 'no' | 'unknown' {
  switch (failure.kind) {
    case 'no_permission':
    case 'plain_http':
    case 'bad_url':
      return 'no';
    case 'cancelled':
    case 'too_slow':
    case 'cut_off':
      return 'unknown';
    case 'network':
      return BEFORE_SENDING.test(failure.reason) || BAD_CERTIFICATE.test(failure.reason)
        ? 'no'
        : 'unknown';
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
