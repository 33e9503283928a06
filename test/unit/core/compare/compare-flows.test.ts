import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compareFlows } from '../../../../src/core/compare/compare-flows.ts';
import type { FlowComparison } from '../../../../src/core/compare/flow-comparison.ts';
import { openIdClient, openPaymentsClient } from '../../../practice-bank/clients.ts';
import type { Fault } from '../../../practice-bank/control/fault.ts';
import { type PracticeBank, startPracticeBank } from '../../../practice-bank/practice-bank.ts';
import { type PracticeFlow, PracticeRuns } from './practice-runs.ts';

let bank: PracticeBank;
beforeAll(async () => {
  bank = await startPracticeBank();
});
beforeEach(() => {
  bank.control.reset();
  bank.control.settings({ approveAtOnce: true });
});
afterAll(() => bank.close());

const stet: PracticeFlow = { profile: 'practice-bpce-aisp', call: 'accounts' };
const platform: PracticeFlow = {
  profile: 'practice-open-payments-aisp',
  clientSecret: openPaymentsClient.client_secret,
  call: 'consentStatus',
};
const client: PracticeFlow = {
  profile: 'practice-open-payments',
  clientSecret: openPaymentsClient.client_secret,
};
const openId: PracticeFlow = {
  profile: 'practice-oidc',
  clientSecret: openIdClient.client_secret,
};

/** The differences as lines: step, kind, name, before, after, whose they are. */
function lines({ steps }: FlowComparison): string[] {
  return steps.flatMap(({ step, differences }) =>
    differences.map(({ kind, name, before, after, cause }) =>
      [step.name ?? step.kind, kind, name, before ?? '-', after ?? '-', cause]
        .join(' | ')
        .replaceAll(String(bank.port), 'PORT')
        .replace(/#[0-9a-f]*/g, ''),
    ),
  );
}

/** What was set aside, as lines: step, name, reason. */
function aside({ steps }: FlowComparison): string[] {
  return steps.flatMap(({ step, setAside }) =>
    setAside.map(({ name, reason }) => `${step.name ?? step.kind} ${name} ${reason}`),
  );
}

async function compareRuns(flow: PracticeFlow, change: () => void, other = flow) {
  const runs = new PracticeRuns(bank);
  const before = await runs.run(flow);
  change();
  return compareFlows(before, await runs.run(other));
}

describe('two equal runs', () => {
  it.each([
    ['of a STET bank', stet, 25, ['authorization_request state secret', 'redirect code secret']],
    ['of a platform with consents', platform, 60, ['createResource consentId id']],
    ['of a client with a JWT', client, 20, ['clientCredentials access_token exp date']],
    ['of an OpenID bank', openId, 25, ['exchange id_token nonce secret']],
  ])('%s have no difference', async (_name, flow, atLeast, setAside) => {
    const comparison = await compareRuns(flow, () => bank.control.clock({ advanceSeconds: 90 }));
    expect(lines(comparison)).toEqual([]);
    expect(comparison.verdict).toBe('same');
    expect(comparison.steps.every((step) => step.in === 'both')).toBe(true);
    // That nothing is found in what was not read proves nothing.
    const compared = comparison.steps.slice(1).reduce((sum, step) => sum + step.compared, 0);
    expect(compared).toBeGreaterThan(atLeast);
    expect(aside(comparison)).toEqual(expect.arrayContaining(setAside));
  });
});

const STET_TOKEN = { path: '/stet/psd2/oauth/token' } as const;
const STET_AUTHORIZE = { path: '/stet/psd2/oauth/authorize' } as const;
const STET_ACCOUNTS = { path: '/stet/psd2/v1.6.2/accounts' } as const;
const CLIENT_TOKEN = { path: '/connect/token' } as const;

type Planted = [change: string, flow: PracticeFlow, fault: Fault | 'lifetime', found: string[]];

const planted: Planted[] = [
  ['a lifetime', stet, 'lifetime', ['exchange | lifetime | expires_in | 3600 | 1800 | bank']],
  [
    'a lifetime, in the claims too',
    client,
    'lifetime',
    [
      'clientCredentials | lifetime | expires_in | 3600 | 1800 | bank',
      'clientCredentials | lifetime | access_token exp | 3600 | 1800 | bank',
    ],
  ],
  [
    'an extra parameter',
    stet,
    { ...STET_AUTHORIZE, kind: 'extra-query', query: { session_hint: 'new' } },
    ['redirect | parameter | session_hint | - | new | bank'],
  ],
  [
    'a state that is not ours',
    stet,
    { ...STET_AUTHORIZE, kind: 'wrong-state' },
    [
      'redirect | outcome |  | code | refused | bank',
      'redirect | parameter | state | {{state}} | practice-wrong-state | bank',
      'redirect | finding | AP03 | - | state-mismatch | bank',
      'exchange | not_reached |  |  | refused_by_us | bank',
    ],
  ],
  [
    'a status',
    stet,
    { ...STET_ACCOUNTS, kind: 'status', status: 503, body: '{}' },
    [
      'accounts | status |  | 200 | 503 | bank',
      'accounts | outcome |  | api_ok | api_refused | bank',
      'accounts | member |  | - | {} | bank',
    ],
  ],
  [
    'a scope',
    client,
    { ...CLIENT_TOKEN, kind: 'set-json', json: { scope: 'aspspinformation corporate' } },
    [
      'clientCredentials | scope | scope | aspspinformation private | aspspinformation corporate | bank',
      'clientCredentials | finding | TR15 | - | scope-wider | bank',
    ],
  ],
  [
    'an error text of the redirect',
    stet,
    {
      ...STET_AUTHORIZE,
      kind: 'set-query',
      query: { code: null, error: 'access_denied', error_description: 'Consent is over.' },
    },
    [
      'redirect | outcome |  | code | bank_error | bank',
      'redirect | parameter | code | {{authorization_code}} | - | bank',
      'redirect | error_text | error | - | access_denied | bank',
      'redirect | error_text | error_description | - | Consent is over. | bank',
      'exchange | not_reached |  |  | refused_by_bank | bank',
    ],
  ],
  [
    'the status of the redirect',
    stet,
    { ...STET_AUTHORIZE, kind: 'redirect-status', status: 303 },
    ['redirect | status |  | 302 | 303 | bank'],
  ],
  [
    'a header',
    stet,
    { ...STET_TOKEN, kind: 'set-headers', headers: { 'cache-control': 'max-age=60' } },
    [
      'exchange | header | cache-control | no-store | max-age=60 | bank',
      'exchange | finding | TR18 | - | cacheable | bank',
    ],
  ],
  [
    'a claim',
    client,
    {
      ...CLIENT_TOKEN,
      kind: 'set-token',
      member: 'access_token',
      claims: { iss: 'https://new.example' },
    },
    [
      'clientCredentials | claim | access_token iss | http://openpayments.localhost:PORT | https://new.example | bank',
    ],
  ],
  [
    'a claim of an ID token',
    openId,
    { path: '/token', kind: 'set-token', member: 'id_token', claims: { acr: 'high' } },
    ['exchange | claim | id_token acr | - | high | bank'],
  ],
  [
    'an algorithm',
    client,
    { ...CLIENT_TOKEN, kind: 'set-token', member: 'access_token', header: { alg: 'PS256' } },
    ['clientCredentials | algorithm | access_token alg | RS256 | PS256 | bank'],
  ],
  [
    'an order of members',
    platform,
    { path: '/psd2/consent/v1/consents', method: 'POST', kind: 'reverse-json', times: 1 },
    [
      'createResource | order |  | consentStatus, consentId, scaMethods, _links | _links, scaMethods, consentId, consentStatus | bank',
    ],
  ],
];

describe('a change at the bank is found', () => {
  it.each(planted)('%s', async (_change, flow, fault, found) => {
    const comparison = await compareRuns(flow, () => {
      if (fault === 'lifetime') bank.control.lifetimes({ accessTokenSeconds: 1800 });
      else bank.control.faults(fault);
    });
    expect(comparison.verdict).toBe('changed_at_bank');
    expect(lines(comparison)).toEqual(found);
  });
});

describe('a change of ours', () => {
  it('is no change at the bank, whatever follows from it', async () => {
    const elsewhere = { ...stet, draft: { variables: { bankCode: '13807' } } };
    const comparison = await compareRuns(stet, () => undefined, elsewhere);
    expect(comparison.verdict).toBe('changed_on_purpose');
    expect(lines(comparison)).toEqual(
      expect.arrayContaining([
        'run | plan | variables.bankCode | 17515 | 13807 | ours',
        'authorization_request | address |  | http://17515.bpce.localhost:PORT/stet/psd2/oauth/authorize | http://13807.bpce.localhost:PORT/stet/psd2/oauth/authorize | ours',
      ]),
    );
  });

  it('is told apart from what the bank changed meanwhile', async () => {
    const wider = { ...client, draft: { scope: 'aspspinformation corporate' } };
    const change = () => bank.control.lifetimes({ accessTokenSeconds: 600 });
    const comparison = await compareRuns(client, change, wider);
    expect(comparison.verdict).toBe('changed_at_bank');
    const ofBank = lines(comparison).filter((line) => line.endsWith('bank'));
    expect(ofBank).toEqual([
      'clientCredentials | lifetime | expires_in | 3600 | 600 | bank',
      'clientCredentials | lifetime | access_token exp | 3600 | 600 | bank',
    ]);
  });

  it('is a profile that says something else', async () => {
    const runs = new PracticeRuns(bank);
    const before = await runs.run(stet);
    const after = (await runs.run(stet)).map((event) => structuredClone(event));
    const [first] = after;
    if (first?.happening.kind !== 'started') throw new Error('no start');
    first.happening.plan.profile.pkce = 'required';
    first.happening.plan.profile.sources = [];
    const comparison = compareFlows(before, after);
    expect(comparison.verdict).toBe('changed_on_purpose');
    expect(lines(comparison)).toEqual(['run | profile | pkce | undocumented | required | ours']);
  });

  it('is a step that was left out; a call that was not made again is none', async () => {
    const runs = new PracticeRuns(bank);
    const before = await runs.run(stet);
    const after = await runs.run({ ...stet, call: undefined });
    expect(compareFlows(before, after).verdict).toBe('same');
    const stopped = after.filter(({ happening }) => !happening.kind.startsWith('call'));
    const comparison = compareFlows(before, stopped);
    expect(comparison.verdict).toBe('changed_on_purpose');
    expect(lines(comparison)).toEqual(['exchange | not_reached |  |  | code_captured | ours']);
  });
});

it('takes one event list that is no run for a bug', () => {
  expect(() => compareFlows([], [])).toThrow();
});
