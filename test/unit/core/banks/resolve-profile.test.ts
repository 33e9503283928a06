import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../../src/core/banks/catalogue/index.ts';
import {
  type ProfileFiles,
  profileIds,
  resolveProfile,
} from '../../../../src/core/banks/resolve-profile.ts';

/** The catalogue with one more file, a child of `bpce-aisp`. */
function withFile(change: object): ProfileFiles {
  return { ...catalogue, mine: { extends: 'bpce-aisp', id: 'mine', ...change } };
}

function faults(change: object) {
  const resolved = resolveProfile('mine', withFile(change));
  return resolved.ok ? [] : resolved.error;
}

describe('the shipped profiles', () => {
  it.each(profileIds(catalogue))('%s is complete and sound', (id) => {
    expect(resolveProfile(id, catalogue)).toMatchObject({ ok: true, value: { id } });
  });

  it('leave dialects out of the list', () => {
    expect(profileIds(catalogue)).not.toContain('stet');
    expect(profileIds(catalogue)).not.toContain('bpce');
  });
});

describe('inheritance', () => {
  it('takes from the parent what the child does not say, and removes what it nulls', () => {
    const resolved = resolveProfile('mine', withFile({ label: 'Mine', refresh: null }));
    expect(resolved).toMatchObject({ ok: true, value: { label: 'Mine', standard: 'stet' } });
    expect(resolved.ok && resolved.value.refresh).toBeUndefined();
  });

  it.each([
    ['a parent that is not there', { extends: 'nobody' }, 'no profile "nobody"'],
    ['a name that every object has', { extends: 'toString' }, 'no profile "toString"'],
    ['a profile that is its own parent', { extends: 'mine' }, 'the line of parents has no end'],
  ])('finds %s', (_what, change, problem) => {
    expect(faults(change)).toEqual([{ path: 'extends', problem }]);
  });

  it('finds a loop of several profiles', () => {
    const files = { a: { extends: 'b' }, b: { extends: 'c' }, c: { extends: 'a' } };
    expect(resolveProfile('a', files)).toMatchObject({
      ok: false,
      error: [{ path: 'extends', problem: 'the line of parents has no end' }],
    });
  });
});

describe('a faulty profile', () => {
  it.each([
    ['an unknown field', { colour: 'red' }, ''],
    ['an unknown field deep inside', { scope: { colour: 'red' } }, 'scope'],
    ['a missing field', { sources: null }, 'sources'],
    ['an unknown standard', { standard: 'letters' }, 'standard'],
    ['no source at all', { sources: [] }, 'sources'],
  ])('is refused for %s', (_what, change, path) => {
    expect(faults(change).map((fault) => fault.path)).toEqual([path]);
  });

  it.each([
    [
      'an unknown name in a URL',
      { requests: { accounts: { url: '{apiBas}/accounts' } } },
      { path: 'requests.accounts.url', problem: 'unknown_name "apiBas"' },
    ],
    [
      'a stray brace in a parameter',
      {
        requests: { exchange: { parameters: [{ name: 'code', value: '{code' }] } },
      },
      { path: 'requests.exchange.parameters.code', problem: 'stray_brace "{"' },
    ],
    [
      'an unknown name in a header',
      { requests: { accounts: { headers: { 'X-Me': '{me}' } } } },
      { path: 'requests.accounts.headers.X-Me', problem: 'unknown_name "me"' },
    ],
    [
      'a flow value in an endpoint, where only variables stand',
      { environments: { sandbox: { endpoints: { apiBase: 'https://{code}.example' } } } },
      { path: 'environments.sandbox.endpoints.apiBase', problem: 'unknown_name "code"' },
    ],
    [
      'a grant that names no request',
      { grants: { authorization_code: ['authorize', 'swap'] } },
      { path: 'grants.authorization_code', problem: 'no request "swap"' },
    ],
    [
      'a call that names no request',
      { calls: ['x'] },
      { path: 'calls', problem: 'no request "x"' },
    ],
    ['a refresh that names none', { refresh: 'x' }, { path: 'refresh', problem: 'no request "x"' }],
    [
      'a bank variable without options',
      { bankVariable: 'nobody' },
      { path: 'bankVariable', problem: 'must name a variable with options' },
    ],
  ])('is refused for %s', (_what, change, fault) => {
    expect(faults(change)).toEqual([fault]);
  });

  it('has all its faults listed at once', () => {
    expect(faults({ calls: ['x'], refresh: 'y' })).toHaveLength(2);
  });
});
