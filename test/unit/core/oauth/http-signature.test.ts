import { createVerify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ClientKey } from '../../../../src/core/clients/client-key.ts';
import type { HttpRequest } from '../../../../src/core/oauth/http-message.ts';
import {
  apiSignature,
  bodyDigest,
  signatureBypass,
  signatureHeader,
  signatureKeyId,
  signingString,
} from '../../../../src/core/oauth/http-signature.ts';
import { planFor } from '../../engine/plans.ts';

/** The request and the key of the draft's examples. @see draft-cavage-http-signatures-12 appendix C */
const BODY = '{"hello": "world"}';
const DIGEST = 'SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=';
const REQUEST: Pick<HttpRequest, 'method' | 'url' | 'headers'> = {
  method: 'POST',
  url: 'https://example.com/foo?param=value&pet=dog#part',
  headers: [
    ['Host', 'example.com'],
    ['Date', 'Sun, 05 Jan 2014 21:31:40 GMT'],
    ['Content-Type', 'application/json'],
    ['Digest', DIGEST],
    ['Content-Length', '18'],
  ],
};
const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
oYi+1hqp1fIekaxsyQIDAQAB
-----END PUBLIC KEY-----`;

describe('the string that is signed', () => {
  it.each([
    [
      'the date',
      ['date'],
      'SjWJWbWN7i0wzBvtPl8rbASWz5xQW6mcJmn+ibttBqtifLN7Sazz6m79cNfwwb8DMJ5cou1s7uEGKKCs+FLEEaDV5lp7q25WqS+lavg7T8hc0GppauB6hbgEKTwblDHYGEtbGmtdHgVCk9SuS13F0hZ8FD0k/5OxEPXe5WozsbM=',
    ],
    [
      'target, host and date',
      ['(request-target)', 'host', 'date'],
      'qdx+H7PHHDZgy4y/Ahn9Tny9V3GP6YgBPyUXMmoxWtLbHpUnXS2mg2+SbrQDMCJypxBLSPQR2aAjn7ndmw2iicw3HMbe8VfEdKFYRqzic+efkb3nndiv/x1xSHDJWeSWkx3ButlYSuBskLu6kd9Fswtemr3lgdDEmn04swr2Os0=',
    ],
    [
      'all headers',
      ['(request-target)', 'host', 'date', 'content-type', 'digest', 'content-length'],
      'vSdrb+dS3EceC9bcwHSo4MlyKS59iFIrhgYkz8+oVLEEzmYZZvRs8rgOp+63LEM3v+MFHB32NfpB2bEKBIvB1q52LaEUHFv120V01IL+TAD48XaERZFukWgHoBTLMhYS2Gb51gWxpeIq8knRmPnYePbF5MOkR0Zkly4zKH7s1dE=',
    ],
  ])('fits the signature of the draft over %s', (_what, names, signature) => {
    const input = signingString(REQUEST, names);
    if (!input.ok) throw new Error(input.error.join());
    const verify = createVerify('RSA-SHA256').update(input.value);
    expect(verify.verify(PUBLIC_KEY, signature, 'base64')).toBe(true);
  });

  it('has the target with its query and no fragment, then the headers in order', () => {
    expect(signingString(REQUEST, ['(request-target)', 'digest', 'host'])).toEqual({
      ok: true,
      value: `(request-target): post /foo?param=value&pet=dog\ndigest: ${DIGEST}\nhost: example.com`,
    });
  });

  it('has values without the blanks around them, which are not sent', () => {
    const request = { ...REQUEST, headers: [['X-Made-Up', ' a b ']] as [string, string][] };
    expect(signingString(request, ['x-made-up'])).toEqual({ ok: true, value: 'x-made-up: a b' });
  });

  it('is none without a header that must be in it', () => {
    const names = ['(request-target)', 'x-request-id', 'digest', 'tpp-redirect-uri'];
    const input = signingString(REQUEST, names);
    expect(input).toEqual({ ok: false, error: ['x-request-id', 'tpp-redirect-uri'] });
  });
});

describe('the digest', () => {
  it.each([
    ['of the draft’s body', BODY, DIGEST],
    ['of no body', undefined, 'SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='],
    ['of the bytes of UTF-8', 'é', 'SHA-256=SplVfkAzw1Od4utlRyAXytX5VX96BiWgnxw/biumnEw='],
  ])('is that %s', async (_what, body, digest) => {
    expect(await bodyDigest(body)).toBe(digest);
  });
});

describe('the Signature header', () => {
  it('names key, algorithm and headers', () => {
    const made = signatureHeader('Test', ['(request-target)', 'digest'], Uint8Array.of(251, 255));
    expect(made).toBe(
      'keyId="Test",algorithm="rsa-sha256",headers="(request-target) digest",signature="+/8="',
    );
  });

  it.each([
    ['as the person says', 'https://tpp.example/seal.pem', undefined],
    ['as the profile says', '', 'SN=1,{clientId}'],
    ['by the client ID where nobody says', '', undefined],
  ])('names the key %s', (_how, kid, keyId) => {
    const clientKey: ClientKey = { id: 'k', algorithms: ['RS256'], kid };
    const { profile, draft } = planFor('practice-bpce-aisp', { clientId: 'made-up', clientKey });
    const signature = { scheme: 'cavage' as const, on: ['api' as const], ...(keyId && { keyId }) };
    const expected = kid || keyId?.replace('{clientId}', 'made-up') || 'made-up';
    expect(signatureKeyId({ profile: { ...profile, signature }, draft })).toBe(expected);
  });
});

describe('what a bank wants', () => {
  it.each([
    ['bpce-aisp', true],
    ['nordea', true],
    ['polish-api', false],
    ['oidc', false],
  ])('%s: a signature of this kind on API requests: %s', (id, wanted) => {
    expect(apiSignature(planFor(id).profile) !== undefined).toBe(wanted);
  });

  it('is something else in a sandbox that says so, and there only', () => {
    const sandbox = signatureBypass(planFor('nordea', { environment: 'sandbox' }));
    expect(sandbox).toBe('SKIP_SIGNATURE_VALIDATION_FOR_SANDBOX');
    expect(signatureBypass(planFor('nordea', { environment: 'live' }))).toBeUndefined();
    expect(signatureBypass(planFor('bpce-aisp', { environment: 'sandbox' }))).toBeUndefined();
  });
});
