import type { BankProfile } from '../banks/bank-profile.ts';
import type { MessageKey } from '../messages.ts';
import type { HttpFailure } from '../oauth/http-message.ts';

/** A sentence by its key, with its facts; the advice stands under the same key with `_fix` behind it. */
export interface FailureText {
  key: MessageKey;
  facts: string[];
}

type ClientCertificate = BankProfile['clientCertificate'];

/**
 * What Chrome's `net::ERR_…` and Firefox's `NS_ERROR_…` names mean. For TLS faults Firefox gives
 * a sentence of its NSS library instead of a name, so some of those are recognised too.
 */
const REASONS: readonly (readonly [RegExp, MessageKey])[] = [
  [
    /CLIENT_AUTH|CERTIFICATE_REQUIRED|BAD_CERT_ALERT|(your|client) certificate/i,
    'failure_client_certificate',
  ],
  [/CERT_DATE|certificate has expired|EXPIRED_CERT|NOT_YET_VALID/i, 'failure_tls_date'],
  [/CERT_COMMON_NAME|BAD_CERT_DOMAIN|requested domain name/, 'failure_tls_name'],
  [/ERR_CERT_|SEC_ERROR_|MOZILLA_PKIX|peer.s certificate/i, 'failure_tls_certificate'],
  [/ERR_SSL_|SSL_ERROR_|INADEQUATE_SECURITY|\b(SSL|TLS)\b/i, 'failure_tls'],
  [/CONNECTION_REFUSED/, 'failure_refused'],
  [/NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|UNKNOWN_(PROXY_)?HOST/, 'failure_name_not_resolved'],
  [/ERR_(CONNECTION_|NET_)?TIMED_OUT|NET_TIMEOUT/, 'failure_timed_out'],
  [/INTERNET_DISCONNECTED|OFFLINE/, 'failure_offline'],
  [/ADDRESS_UNREACHABLE|NETWORK_CHANGED/, 'failure_unreachable'],
  [/CONNECTION_CLOSED|EMPTY_RESPONSE/, 'failure_closed'],
  [
    /CONNECTION_(RESET|ABORTED)|NOT_CONNECTED|NET_(RESET|INTERRUPT)|_ABORT$|PARTIAL_TRANSFER|ERR_HTTP2_/,
    'failure_reset',
  ],
  [/UNSAFE_PORT|PORT_ACCESS/, 'failure_port'],
  [/BLOCKED_BY|CONTENT_BLOCKED|NS_ERROR_DOM_BAD_URI/, 'failure_blocked'],
];

/**
 * The sentence for a request that got no answer. Where the bank wants a client certificate, a failed
 * TLS handshake is told as what it nearly always is: the certificate is missing.
 */
export function networkFailureKey(
  failure: HttpFailure | { kind: 'interrupted' | 'not_recorded' },
  clientCertificate: ClientCertificate,
): FailureText {
  switch (failure.kind) {
    case 'cancelled':
      return { key: 'failure_cancelled', facts: [] };
    case 'interrupted':
    case 'not_recorded':
      return { key: `failure_${failure.kind}`, facts: [] };
    case 'bad_url':
      return { key: 'failure_bad_url', facts: [] };
    case 'too_slow': {
      const { afterMs, begun } = failure;
      const facts = [String(Math.round(afterMs / 1000)), ...begunFacts(begun)];
      return { key: begun ? 'failure_too_slow_begun' : 'failure_too_slow', facts };
    }
    case 'cut_off':
      return {
        key: 'failure_cut_off',
        facts: [failure.host, failure.reason, ...begunFacts(failure.begun)],
      };
    case 'no_permission':
      return { key: 'failure_no_permission', facts: [failure.host] };
    case 'plain_http':
      return { key: 'failure_plain_http', facts: [failure.host] };
    case 'network':
      return {
        key: reasonKey(failure.reason, clientCertificate),
        facts: [failure.host, failure.reason],
      };
  }
}

function begunFacts(begun: { status: number; bytes: number } | undefined): string[] {
  return begun ? [String(begun.status), String(begun.bytes)] : [];
}

function reasonKey(reason: string, clientCertificate: ClientCertificate): MessageKey {
  const key = REASONS.find(([pattern]) => pattern.test(reason))?.[1] ?? unknownReason(reason);
  return key === 'failure_tls' && clientCertificate === 'required'
    ? 'failure_client_certificate'
    : key;
}

/** Only of TLS faults does Firefox speak in sentences, in its user's language. */
function unknownReason(reason: string): MessageKey {
  if (reason === '') return 'failure_unnamed';
  return reason.includes(' ') ? 'failure_tls' : 'failure_network';
}
