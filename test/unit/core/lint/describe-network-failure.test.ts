import { describe, expect, it } from 'vitest';
import messages from '../../../../_locales/en/messages.json' with { type: 'json' };
import { networkFailureKey } from '../../../../src/core/lint/describe-network-failure.ts';
import type { HttpFailure } from '../../../../src/core/oauth/http-message.ts';

const host = 'bank.example';
const network = (reason: string): HttpFailure => ({ kind: 'network', reason, host });

describe('a failure has a sentence of its own', () => {
  it.each<[HttpFailure | { kind: 'interrupted' }, string, string[]]>([
    [{ kind: 'cancelled' }, 'failure_cancelled', []],
    [{ kind: 'interrupted' }, 'failure_interrupted', []],
    [{ kind: 'bad_url' }, 'failure_bad_url', []],
    [{ kind: 'too_slow', afterMs: 20_000 }, 'failure_too_slow', ['20']],
    [
      { kind: 'too_slow', afterMs: 20_000, begun: { status: 200, bytes: 18 } },
      'failure_too_slow_begun',
      ['20', '200', '18'],
    ],
    [
      { kind: 'cut_off', host, reason: 'net::ERR_X', begun: { status: 200, bytes: 18 } },
      'failure_cut_off',
      [host, 'net::ERR_X', '200', '18'],
    ],
    [{ kind: 'no_permission', host }, 'failure_no_permission', [host]],
    [{ kind: 'plain_http', host }, 'failure_plain_http', [host]],
  ])('%j', (failure, key, facts) => {
    expect(networkFailureKey(failure, 'none')).toEqual({ key, facts });
  });

  it.each([
    ['net::ERR_CONNECTION_REFUSED', 'failure_refused'],
    ['NS_ERROR_CONNECTION_REFUSED', 'failure_refused'],
    ['net::ERR_NAME_NOT_RESOLVED', 'failure_name_not_resolved'],
    ['NS_ERROR_UNKNOWN_HOST', 'failure_name_not_resolved'],
    ['net::ERR_CONNECTION_RESET', 'failure_reset'],
    ['net::ERR_CONNECTION_CLOSED', 'failure_closed'],
    ['net::ERR_EMPTY_RESPONSE', 'failure_closed'],
    ['NS_ERROR_NET_RESET', 'failure_reset'],
    ['NS_ERROR_NET_INTERRUPT', 'failure_reset'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'failure_timed_out'],
    ['net::ERR_TIMED_OUT', 'failure_timed_out'],
    ['NS_ERROR_NET_TIMEOUT', 'failure_timed_out'],
    ['net::ERR_INTERNET_DISCONNECTED', 'failure_offline'],
    ['net::ERR_ADDRESS_UNREACHABLE', 'failure_unreachable'],
    ['NS_ERROR_OFFLINE', 'failure_offline'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'failure_tls_certificate'],
    ['net::ERR_CERT_DATE_INVALID', 'failure_tls_date'],
    ['Peer’s Certificate has expired.', 'failure_tls_date'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'failure_tls_name'],
    [
      'Unable to communicate securely with peer: requested domain name does not match the server’s certificate.',
      'failure_tls_name',
    ],
    ['Peer’s Certificate issuer is not recognized.', 'failure_tls_certificate'],
    ['SSL received a record that exceeded the maximum permissible length.', 'failure_tls'],
    ['Das Zertifikat der Gegenstelle ist abgelaufen.', 'failure_tls'],
    ['NS_ERROR_ABORT', 'failure_reset'],
    ['NS_ERROR_NET_PARTIAL_TRANSFER', 'failure_reset'],
    ['net::ERR_UNSAFE_PORT', 'failure_port'],
    ['Peer’s certificate has been revoked.', 'failure_tls_certificate'],
    ['net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'failure_client_certificate'],
    ['net::ERR_BAD_SSL_CLIENT_AUTH_CERT', 'failure_client_certificate'],
    [
      'NS_ERROR_GENERATE_FAILURE(NS_ERROR_MODULE_SECURITY, SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT)',
      'failure_client_certificate',
    ],
    ['SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT', 'failure_client_certificate'],
    ['SSL peer cannot verify your certificate.', 'failure_client_certificate'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'failure_tls'],
    ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'failure_tls'],
    ['NS_ERROR_NET_INADEQUATE_SECURITY', 'failure_tls'],
    ['net::ERR_BLOCKED_BY_CLIENT', 'failure_blocked'],
    ['net::ERR_SOMETHING_NEW', 'failure_network'],
    ['', 'failure_unnamed'],
  ])('the browser says "%s"', (reason, key) => {
    expect(networkFailureKey(network(reason), 'none')).toEqual({ key, facts: [host, reason] });
  });
});

describe('where the bank wants a certificate', () => {
  it.each(['net::ERR_SSL_PROTOCOL_ERROR', 'net::ERR_BAD_SSL_CLIENT_AUTH_CERT'])(
    '%s means that it is missing',
    (reason) => {
      expect(networkFailureKey(network(reason), 'required').key).toBe('failure_client_certificate');
    },
  );

  it.each(['net::ERR_CONNECTION_REFUSED', 'net::ERR_CERT_AUTHORITY_INVALID'])(
    '%s means what it always means',
    (reason) => {
      expect(networkFailureKey(network(reason), 'required')).toEqual(
        networkFailureKey(network(reason), 'none'),
      );
    },
  );
});

it('has advice beside every sentence', () => {
  const keys = Object.keys(messages).filter((key) => key.startsWith('failure_'));
  const sentences = keys.filter((key) => !key.endsWith('_fix'));
  expect(sentences.length).toBeGreaterThan(10);
  expect(keys.filter((key) => key.endsWith('_fix'))).toEqual(sentences.map((key) => `${key}_fix`));
});
