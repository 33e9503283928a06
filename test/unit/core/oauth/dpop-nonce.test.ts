import { describe, expect, it } from 'vitest';
import type { CallState } from '../../../../src/core/flow/flow-state.ts';
import { dpopNonceFor, wantsDpopNonce } from '../../../../src/core/oauth/dpop-nonce.ts';
import { jsonAnswer, textAnswer } from '../../../fixtures/answers.ts';

function call(url: string, nonce?: string): CallState {
  return {
    callId: url,
    purpose: 'api',
    name: 'accounts',
    request: { method: 'GET', url, headers: [], parameters: [] },
    preparedAtMs: 0,
    answer: textAnswer(200, '', { headers: nonce === undefined ? [] : [['DPoP-Nonce', nonce]] }),
    findings: [],
  };
}

describe('the nonce for a server', () => {
  const { answer: _none, ...unanswered } = call('https://bank.example/token');
  const calls = [
    call('https://bank.example/token', 'first'),
    call('https://bank.example:8443/accounts', 'other-port'),
    call('https://bank.example/par', 'newest'),
    call('https://bank.example/token'),
    call('https://api.bank.example/accounts', 'other-host'),
    call('{{masked#}}', 'nowhere'),
    unanswered,
  ];

  it.each([
    ['is the newest that any of its answers gave', 'https://bank.example/token?x=1', 'newest'],
    ['is not that of another host', 'https://api.bank.example/', 'other-host'],
    ['is not that of another port', 'https://bank.example:8443/x', 'other-port'],
    ['is none where none was given', 'https://else.example/token', undefined],
  ])('%s', (_what, url, expected) => {
    expect(dpopNonceFor({ calls }, url)).toBe(expected);
  });
});

describe('a nonce is wanted', () => {
  const challenge = (text: string, status = 401) =>
    textAnswer(status, '', { headers: [['WWW-Authenticate', text]] });

  it.each([
    ['by an error at the token endpoint', jsonAnswer(400, { error: 'use_dpop_nonce' }), true],
    ['by a challenge of an API', challenge('DPoP error="use_dpop_nonce", algs="ES256"'), true],
    ['by one beside others', challenge('Bearer, DPoP algs="ES256", error=use_dpop_nonce'), true],
    ['not by another error', jsonAnswer(400, { error: 'invalid_dpop_proof' }), false],
    ['not by a challenge without it', challenge('DPoP error="invalid_token"'), false],
    ['not by one for bearer tokens', challenge('Bearer error="use_dpop_nonce"'), false],
    [
      'not by an answer that did what was asked',
      jsonAnswer(200, { error: 'use_dpop_nonce' }),
      false,
    ],
    ['not by a page', textAnswer(400, '<p>use_dpop_nonce'), false],
  ])('%s', (_how, answer, expected) => {
    expect(wantsDpopNonce(answer)).toBe(expected);
  });
});
