import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentReply } from '../../../src/contract/document.ts';
import type { RequestTemplate } from '../../../src/core/banks/request-template.ts';
import { fixtures as banks } from '../../../src/panel/banks/BanksView.fixture.tsx';
import { thinConfidence } from '../../../src/panel/banks/bank-facts.ts';
import {
  type HostTest,
  judgeHost,
  testableHosts,
} from '../../../src/panel/banks/card/host-test.ts';
import { scopeWords } from '../../../src/panel/banks/card/scope-words.ts';
import { stepsOf } from '../../../src/panel/banks/card/step-facts.ts';
import { testHosts } from '../../../src/panel/banks/card/test-hosts.ts';
import { exampleBank, exampleProfile } from './example-bank.ts';
import { expectDrawn } from './expect-drawn.ts';
import browser from './fake-webextension.ts';
import { fakeWorker } from './fake-worker.ts';

beforeEach(() => void vi.restoreAllMocks());

function request(change: Partial<RequestTemplate>): RequestTemplate {
  const plain = { transport: 'worker', role: 'resource', method: 'POST' } as const;
  return { ...plain, url: '{apiBase}', placement: 'json', parameters: [], ...change };
}

describe('the steps of a way', () => {
  const profile = exampleProfile({
    scope: { ...exampleProfile().scope, default: 'AIS:{consentId}' },
    requests: {
      ...exampleProfile().requests,
      clientToken: request({ role: 'token', url: '{tokenEndpoint}', label: 'Client token' }),
      consent: request({
        label: 'Consent',
        url: '{apiBase}/v1/consents',
        headers: { Authorization: 'Bearer {clientToken}' },
        captures: [{ name: 'consentId', from: 'body', path: 'consentId', label: 'Consent ID' }],
      }),
      status: request({ label: 'Status', method: 'GET', url: '{apiBase}/consents/{consentId}' }),
    },
    calls: ['status'],
  });
  const names = ['clientToken', 'consent', 'authorize', 'exchange'];
  const steps = stepsOf(profile, exampleBank(profile), names);

  it('say who does what where, with what is known of the address', () => {
    expect(steps[1]).toMatchObject({
      label: 'Consent',
      transport: 'worker',
      method: 'POST',
      host: 'server.example',
      path: '/userinfo/v1/consents',
    });
  });

  it('say what each brings and what uses it, also by way of the scope', () => {
    expect(steps[0]?.brings).toEqual([{ what: { name: 'clientToken' }, usedBy: ['Consent'] }]);
    const [consent] = steps[1]?.brings ?? [];
    expect(consent).toEqual({
      what: { label: 'Consent ID' },
      usedBy: ['Authorization request', 'Status'],
    });
    expect(steps[2]?.brings).toEqual([{ what: { name: 'code' }, usedBy: ['Code for tokens'] }]);
  });

  it('name a request that the profile does not have by nothing at all', () => {
    expect(stepsOf(profile, exampleBank(profile), ['gone'])).toEqual([]);
  });
});

describe('how well a fact is known', () => {
  const documented = { title: 'Bank', confidence: 'documented' } as const;
  const seen = { title: 'Seen', confidence: 'observed', supports: ['lifetimes'] } as const;
  const profile = exampleProfile({ sources: [documented, { ...seen, supports: ['lifetimes'] }] });

  it('is told by the sources of that part, and by the rest elsewhere', () => {
    expect(thinConfidence(profile, 'lifetimes.accessToken')).toBe('observed');
    expect(thinConfidence(profile, 'pkce')).toBeUndefined();
  });
});

describe('what a bank wants of requests and tokens', () => {
  it('is told with its algorithms, audience and types', () => {
    const html = expectDrawn(banks.demanding ?? (() => null as never));
    const text = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    for (const words of [
      'Pushed requests Required',
      'Signed requests (JAR) Required: PS256 or ES256',
      'For https://login.bank.example (aud)',
      'Answer of the redirect (JARM) Signed by the bank: PS256',
      'Tokens bound to the client Required',
      'To a key (DPoP): ES256 or To the client certificate (mTLS)',
      'Resources Supported {apiBase}',
      'Authorization details Supported Account information ( account_information )',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('is no part of the card where the bank says nothing of it', () => {
    expect(expectDrawn(banks.explained ?? (() => null as never))).not.toContain(
      'Request and token security',
    );
  });
});

describe('testing hosts', () => {
  const at = (host: string) => ({
    endpoints: { metadata: `https://${host}/meta`, issuer: `https://${host}` },
  });
  const profile = exampleProfile({
    environments: {
      one: { label: 'One', kind: 'sandbox', ...at('one.example') },
      two: { label: 'Two', kind: 'sandbox', ...at('two.example') },
      live: { label: 'Live', kind: 'live', ...at('live.example') },
    },
  });
  const bank = exampleBank(profile);
  const [first] = testableHosts(profile, bank);
  const answer = (text: string): DocumentReply => ({
    ok: true,
    value: { status: 200, text, durationMs: 7 },
  });

  it('is offered where two environments of a kind have metadata', () => {
    expect(testableHosts(profile, bank).map(({ environment }) => environment)).toEqual([
      'One',
      'Two',
    ]);
    expect(testableHosts(exampleProfile(), bank)).toEqual([]);
  });

  it.each([
    ['the same', '{"issuer":"https://one.example"}', 'same'],
    ['another', '{"issuer":"https://one.example/"}', 'different'],
    ['none', '{"issuer":7}', 'not_named'],
    ['none in a list', '[]', 'not_named'],
  ])('compares the issuer: %s', (_what, text, issuer) => {
    if (!first) throw new Error('no host to test');
    expect(judgeHost(first, answer(text))).toMatchObject({ kind: 'answered', issuer });
  });

  async function test(): Promise<readonly HostTest[]> {
    let last: readonly HostTest[] = [];
    const { client } = fakeWorker({
      fetchDocument: async ({ url }) => {
        if (url.includes('two')) throw new Error('the worker stopped');
        return answer('{"issuer":"https://one.example"}');
      },
    });
    await testHosts(client, profile, bank, (tests) => {
      last = tests;
    });
    return last;
  }

  it('asks for all hosts at once, and tells how each answered', async () => {
    const asked = vi.spyOn(browser.permissions, 'request').mockResolvedValue(true);
    expect((await test()).map(({ outcome }) => outcome.kind)).toEqual([
      'answered',
      'worker_stopped',
    ]);
    expect(asked).toHaveBeenCalledExactlyOnceWith({
      origins: ['https://one.example/*', 'https://two.example/*'],
    });
  });

  it('sends nothing when the hosts were denied', async () => {
    vi.spyOn(browser.permissions, 'request').mockResolvedValue(false);
    expect((await test()).map(({ outcome }) => outcome.kind)).toEqual(['denied', 'denied']);
  });
});

it('puts every rule of a scope into a sentence', () => {
  const { scope } = exampleProfile();
  const profile = exampleProfile({
    scope: {
      ...scope,
      exactlyOne: [['private', 'corporate']],
      onlyBeside: { giro: 'accounts' },
      allOf: ['openid'],
      doubtful: { giro: 'two pages disagree' },
      onCodeExchange: 'forbidden',
    },
  });
  expect(scopeWords(profile)).toEqual([
    'Always there: openid.',
    'Exactly one: private or corporate.',
    'giro only beside accounts.',
    'giro is doubtful: two pages disagree',
    'The token request for a code must not carry scope.',
  ]);
});
