import { describe, expect, it } from 'vitest';
import type { BankProfile } from '../../../../src/core/banks/bank-profile.ts';
import { lintTokenBinding } from '../../../../src/core/lint/lint-token-binding.ts';

type Binding = NonNullable<BankProfile['tokenBinding']>;
const demand = (requirement: Binding['requirement'], ...by: Binding['by']) => ({
  tokenBinding: { requirement, by },
});
const DPOP = demand('required', 'dpop');
const MTLS = demand('required', 'mtls');
const KEY = { jkt: 'key-thumbprint' };
const CERTIFICATE = { 'x5t#S256': 'certificate-thumbprint' };

const judge = (
  cnf: unknown,
  inUse: object,
  profile: { tokenBinding?: Binding } = {},
  token_type = 'DPoP',
) => lintTokenBinding({ claims: cnf === undefined ? {} : { cnf }, token_type, profile, inUse });

describe('a token is bound to', () => {
  it.each([
    ['the key that it was asked for with', judge(KEY, KEY, DPOP)],
    ['the certificate in use', judge(CERTIFICATE, CERTIFICATE, MTLS, 'Bearer')],
    ['a certificate that is not known here', judge(CERTIFICATE, {}, MTLS, 'Bearer')],
    ['nothing, where nothing was asked for', judge(undefined, {}, {}, 'Bearer')],
    ['nothing, which its type tells already', judge(undefined, KEY, DPOP, 'Bearer')],
    ['what it should be, among others', judge({ ...KEY, ...CERTIFICATE }, KEY, DPOP)],
  ])('%s: nothing is said', (_what, findings) => {
    expect(findings).toEqual([]);
  });

  it.each([
    ['another key', judge({ jkt: 'x' }, KEY, DPOP), 'cnf.jkt', 'x'],
    ['no key though it is of type DPoP', judge(undefined, KEY, DPOP), 'cnf.jkt', '–'],
    ['a key though its type says not', judge({ jkt: 'x' }, KEY, DPOP, 'Bearer'), 'cnf.jkt', 'x'],
    ['something that is no object', judge('x', KEY, DPOP), 'cnf.jkt', '–'],
    [
      'another certificate',
      judge({ 'x5t#S256': 'x' }, CERTIFICATE, MTLS, 'Bearer'),
      'cnf.x5t#S256',
      'x',
    ],
    ['no certificate', judge(undefined, CERTIFICATE, MTLS, 'Bearer'), 'cnf.x5t#S256', '–'],
    ['none, where ours is not known', judge(undefined, {}, MTLS, 'Bearer'), 'cnf.x5t#S256', '–'],
  ])('%s: the bank that demands it is told', (_what, [finding], member, seen) => {
    expect(finding).toMatchObject({ id: 'JW23', severity: 'error', actor: 'bank' });
    expect(finding?.facts.slice(0, 2)).toEqual([member, seen]);
  });

  it('another key is a warning where the bank only offers it', () => {
    expect(judge({ jkt: 'x' }, KEY, demand('supported', 'dpop'))).toMatchObject([
      { id: 'JW23', severity: 'warn' },
    ]);
  });
});
