import { describe, expect, it } from 'vitest';
import type { BankProfile } from '../../../../src/core/banks/bank-profile.ts';
import { recogniseBank } from '../../../../src/core/banks/recognise-bank.ts';
import { resolvedCatalogue } from '../../../fixtures/catalogue.ts';
import { profileOf } from '../../../fixtures/profiles.ts';

const shipped = resolvedCatalogue;

/** Profile, environment and choices as a short list; nothing for a host that nobody knows. */
function recognise(url: string, profiles: readonly BankProfile[] = shipped) {
  const found = recogniseBank(url, profiles);
  return found && [found.profile.id, found.environment, found.variables];
}

const BPCE = 'https://www.17515.sandbox.api.89c3.com/stet/psd2/oauth';

/** A bank whose endpoints and variables a test chooses. */
function bank(
  endpoints: BankProfile['environments'][string]['endpoints'],
  variables: BankProfile['variables'] = {},
): BankProfile {
  const environments = { sandbox: { label: 'Sandbox', kind: 'sandbox' as const, endpoints } };
  return { ...profileOf('oidc'), id: 'my-bank', variables, environments };
}

const region = {
  region: {
    label: 'Region',
    options: [
      { key: 'north', label: 'N' },
      { key: 'south', value: 's', label: 'S' },
    ],
  },
};
const domains = {
  brand: {
    label: 'Brand',
    options: [
      { key: 'one', label: 'One', sets: { domain: 'one.bank' } },
      { key: 'two', label: 'Two', sets: { domain: 'two.bank' } },
    ],
  },
};

describe('a shipped bank is told by its host', () => {
  it.each<[string, string, ReturnType<typeof recognise>]>([
    [
      'and its code by the host',
      `${BPCE}/authorize?response_type=code&scope=aisp`,
      ['bpce-aisp', 'sandbox', { bankCode: '17515' }],
    ],
    [
      'in capitals too',
      `${BPCE.replace('89c3', '89C3')}/authorize?scope=aisp`,
      ['bpce-aisp', 'sandbox', { bankCode: '17515' }],
    ],
    [
      'its service by the scope',
      `${BPCE}/authorize?response_type=code&scope=cbpii`,
      ['bpce-cbpii', 'sandbox', { bankCode: '17515' }],
    ],
    [
      'its service by the grant',
      `${BPCE}/token?grant_type=client_credentials&scope=pisp`,
      ['bpce-pisp', 'sandbox', { bankCode: '17515' }],
    ],
    [
      'its environment by the host',
      `${BPCE.replace('sandbox', 'live')}/authorize?scope=aisp`,
      ['bpce-aisp', 'live', { bankCode: '17515' }],
    ],
    [
      'a code that is on no list, by its form',
      `${BPCE.replace('17515', '99999')}/authorize?scope=aisp`,
      ['bpce-aisp', 'sandbox', { bankCode: '99999' }],
    ],
    [
      'though the path is wrong',
      'https://www.12579.sandbox.api.89c3.com/authorize?scope=aisp',
      ['bpce-aisp', 'sandbox', { bankCode: '12579' }],
    ],
    [
      'though www is missing',
      'https://12579.sandbox.api.89c3.com/stet/psd2/oauth/authorize?scope=aisp',
      ['bpce-aisp', 'sandbox', { bankCode: '12579' }],
    ],
    [
      'though the host has a slip',
      'https://www.12579.sandbx.api.89c3.com/stet/psd2/oauth/authorize?scope=aisp',
      ['bpce-aisp', 'sandbox', { bankCode: '12579' }],
    ],
    [
      'on this computer',
      'http://13807.bpce.localhost:9001/stet/psd2/oauth/authorize?scope=aisp',
      ['practice-bpce-aisp', 'practice', { bankCode: '13807', practicePort: '9001' }],
    ],
  ])('%s', (_what, url, expected) => {
    expect(recognise(url)).toEqual(expected);
  });

  it.each([
    ['another host', 'https://login.elsewhere.example/authorize'],
    ['a host that only ends like one', 'https://evil-www.17515.sandbox.api.89c3.com.example/a'],
    ['a code in no form of the bank', 'https://www.abc.sandbox.api.89c3.com/authorize'],
    ['no address', 'hello'],
  ])('%s is nobody', (_what, url) => {
    expect(recogniseBank(url, shipped)).toBeUndefined();
  });
});

describe('a variable is told', () => {
  it.each<[string, string, BankProfile, ReturnType<typeof recognise>]>([
    [
      'by the path, as its option',
      'https://login.bank.se/s/authorize',
      bank({ authorizationEndpoint: 'https://login.bank.se/{region}/authorize' }, region),
      ['my-bank', 'sandbox', { region: 'south' }],
    ],
    [
      'by what an option sets',
      'https://login.two.bank/authorize',
      bank({ authorizationEndpoint: 'https://login.{domain}/authorize' }, domains),
      ['my-bank', 'sandbox', { brand: 'two' }],
    ],
    [
      'by an option that is a whole address',
      'https://login.two.bank/x',
      bank(
        { authorizationEndpoint: '{url}/authorize' },
        {
          url: {
            label: 'URL',
            options: [{ key: 'b', value: 'https://login.two.bank', label: 'B' }],
          },
        },
      ),
      ['my-bank', 'sandbox', { url: 'b' }],
    ],
    [
      'by a parameter that it fills',
      'https://login.bank.se/authorize?state=s',
      {
        ...bank({ authorizationEndpoint: 'https://login.bank.se/authorize' }, region),
        requests: {
          authorize: {
            transport: 'browser',
            role: 'authorize',
            method: 'GET',
            url: '{authorizationEndpoint}',
            placement: 'query',
            parameters: [{ name: 'state', value: '{region}' }],
          },
        },
      },
      ['my-bank', 'sandbox', { region: 'south' }],
    ],
  ])('%s', (_what, url, profile, expected) => {
    expect(recognise(url, [profile])).toEqual(expected);
  });

  it.each<[string, string, BankProfile]>([
    [
      'a host that a person types whole',
      'https://any.bank/authorize',
      bank(
        { authorizationEndpoint: '{url}' },
        { url: { label: 'URL', default: 'https://login.bank.example/authorize' } },
      ),
    ],
    [
      'the example that stands in its place',
      'https://login.bank.example/authorize',
      bank(
        { authorizationEndpoint: '{url}' },
        { url: { label: 'URL', default: 'https://login.bank.example/authorize' } },
      ),
    ],
    [
      'a domain that no option sets',
      'https://login.three.bank/authorize',
      bank({ authorizationEndpoint: 'https://login.{domain}/authorize' }, domains),
    ],
  ])('nothing by %s', (_what, url, profile) => {
    expect(recognise(url, [profile])).toBeUndefined();
  });
});
