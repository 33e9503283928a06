import { describe, expect, it } from 'vitest';
import {
  isLoopback,
  plainHttpHost,
  reachedBank,
} from '../../../../src/core/oauth/failure-reach.ts';
import type { HttpFailure } from '../../../../src/core/oauth/http-message.ts';

const host = 'bank.example';
const begun = { status: 200, bytes: 18 };

describe('whether the bank can have seen a request that failed', () => {
  it.each<[HttpFailure, 'no' | 'unknown']>([
    [{ kind: 'no_permission', host }, 'no'],
    [{ kind: 'plain_http', host }, 'no'],
    [{ kind: 'bad_url' }, 'no'],
    [{ kind: 'cancelled' }, 'unknown'],
    [{ kind: 'too_slow', afterMs: 20_000 }, 'unknown'],
    [{ kind: 'cut_off', host, reason: '', begun }, 'unknown'],
  ])('%j: %s', (failure, reached) => {
    expect(reachedBank(failure)).toBe(reached);
  });

  // As Chromium 156 and Firefox 153 say it.
  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'no'],
    ['NS_ERROR_UNKNOWN_HOST', 'no'],
    ['net::ERR_CONNECTION_REFUSED', 'no'],
    ['NS_ERROR_CONNECTION_REFUSED', 'no'],
    ['net::ERR_INTERNET_DISCONNECTED', 'no'],
    ['NS_ERROR_OFFLINE', 'no'],
    ['net::ERR_UNSAFE_PORT', 'no'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'no'],
    ['net::ERR_CERT_DATE_INVALID', 'no'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'no'],
    ['Peer’s Certificate has expired.', 'no'],
    ['Peer’s Certificate issuer is not recognized.', 'no'],
    [
      'Unable to communicate securely with peer: requested domain name does not match the server’s certificate.',
      'no',
    ],
    ['net::ERR_BAD_SSL_CLIENT_AUTH_CERT', 'no'],
    [
      'NS_ERROR_GENERATE_FAILURE(NS_ERROR_MODULE_SECURITY, SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT)',
      'no',
    ],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'unknown'],
    ['SSL received a record that exceeded the maximum permissible length.', 'unknown'],
    ['net::ERR_EMPTY_RESPONSE', 'unknown'],
    ['net::ERR_CONNECTION_RESET', 'unknown'],
    ['net::ERR_CONNECTION_CLOSED', 'unknown'],
    ['NS_ERROR_NET_RESET', 'unknown'],
    ['NS_ERROR_ABORT', 'unknown'],
    ['', 'unknown'],
  ])('the browser says "%s": %s', (reason, reached) => {
    expect(reachedBank({ kind: 'network', reason, host })).toBe(reached);
  });
});

it.each([
  ['localhost', true],
  ['LOCALHOST', true],
  ['a.localhost', true],
  ['127.0.0.1', true],
  ['[::1]', true],
  ['.localhost', false],
  ['mylocalhost', false],
  ['localhost.evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['127.0.0.2', false],
  ['127x0x0x1', false],
  ['evil.example', false],
])('plain http to %s stays on the machine: %s', (hostname, stays) => {
  expect(isLoopback(hostname)).toBe(stays);
  expect(plainHttpHost(`http://${hostname}/cb`) === undefined).toBe(stays);
  expect(plainHttpHost(`https://${hostname}/cb`)).toBeUndefined();
});

it('tells nothing of what is no address', () => {
  expect(plainHttpHost('evil.example')).toBeUndefined();
});

it.each([
  ['net::ERR_CONNECTION_REFUSED (again)', 'unknown'],
  ['net::ERR_CONNECTION_REFUSED)', 'no'],
  ['XERR_CONNECTION_REFUSED', 'unknown'],
  ['of Peer’s Certificate', 'unknown'],
])('only the whole name at the end counts: %s', (reason, reached) => {
  expect(reachedBank({ kind: 'network', reason, host: 'bank.example' })).toBe(reached);
});
