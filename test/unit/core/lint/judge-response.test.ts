import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeResponse } from '../../../../src/core/lint/judge-response.ts';
import {
  type ExpectedResponse,
  parseAuthorizationResponse,
} from '../../../../src/core/oauth/authorization-response.ts';
import { FAKE_STATE } from '../../../fixtures/profiles.ts';

const EXPECTED: ExpectedResponse = {
  redirectUri: 'https://tpp.example/cb',
  state: FAKE_STATE,
  issuer: 'https://bank.example',
  issuerInResponse: 'undocumented',
  answeredBefore: false,
};

const STATE = `state=${FAKE_STATE}`;

function judge(rest: string, change: Partial<ExpectedResponse> = {}) {
  const url = rest.startsWith('http') ? rest : `https://tpp.example/cb${rest}`;
  const response = parseAuthorizationResponse(url);
  if (!response) throw new Error('no URL');
  return judgeResponse(response, { ...EXPECTED, ...change });
}

describe('the verdict', () => {
  it.each<[string, string, Partial<ExpectedResponse>, string, string | undefined]>([
    ['accepts a code with the expected state', `?code=c1&${STATE}`, {}, 'code', 'c1'],
    [
      'accepts a code without state when none was sent',
      '?code=c1',
      { state: undefined },
      'code',
      'c1',
    ],
    [
      'accepts the right issuer',
      `?code=c1&${STATE}&iss=https%3A%2F%2Fbank.example`,
      {},
      'code',
      'c1',
    ],
    [
      'accepts an issuer when ours is unknown',
      `?code=c1&${STATE}&iss=x`,
      { issuer: undefined },
      'code',
      'c1',
    ],
    [
      'ignores parameters it does not know',
      `?code=c1&${STATE}&session_state=x&x=1&x=2`,
      {},
      'code',
      'c1',
    ],
    ['accepts a code behind the #, with a warning', `#code=c1&${STATE}`, {}, 'code', 'c1'],
    [
      'reports the error the bank sent',
      `?error=access_denied&${STATE}`,
      {},
      'bank_error',
      undefined,
    ],
    [
      'reports an error that no standard knows',
      `?error=bad_day&${STATE}`,
      {},
      'bank_error',
      undefined,
    ],
    ['refuses an error without its state', '?error=access_denied', {}, 'refused', undefined],
    ['refuses a redirect with another state', '?code=c1&state=s2', {}, 'refused', 'c1'],
    ['refuses a second answer', `?code=c1&${STATE}`, { answeredBefore: true }, 'refused', 'c1'],
    ['refuses an empty code', `?code=&${STATE}`, {}, 'refused', undefined],
    [
      'refuses an answer that landed elsewhere',
      `https://tpp.example/other?code=c1&${STATE}`,
      {},
      'refused',
      'c1',
    ],
  ])('%s', (_behaviour, rest, change, verdict, code) => {
    expect(judge(rest, change)).toMatchObject({ verdict, code });
  });

  it('of a clean answer comes without any finding', () => {
    expect(judge(`?code=c1&${STATE}`).findings).toEqual([]);
  });
});

describe('findings', () => {
  it.each<[string, string, Partial<ExpectedResponse>, object]>([
    [
      'AP01: another path',
      `https://tpp.example/other?code=c1&${STATE}`,
      {},
      {
        id: 'AP01',
        severity: 'error',
        facts: ['https://tpp.example/other', 'https://tpp.example/cb'],
      },
    ],
    ['AP02: no state', '?code=c1', {}, { id: 'AP02', severity: 'error', facts: ['43'] }],
    ['AP02: an empty state', '?code=c1&state=', {}, { id: 'AP02' }],
    [
      'AP03: another state, by lengths and place only',
      '?code=c1&state=FAKE-other',
      {},
      { id: 'AP03', severity: 'error', facts: ['10', '43', '6'] },
    ],
    [
      'AP03: a state that was cut short',
      `?code=c1&state=${FAKE_STATE.slice(0, 20)}`,
      {},
      { id: 'AP03', facts: ['20', '43', '21'] },
    ],
    [
      'AP03: a state in another case',
      `?code=c1&state=${FAKE_STATE.toLowerCase()}`,
      {},
      { id: 'AP03' },
    ],
    [
      'AP03: a state though none was sent',
      '?code=c1&state=x',
      { state: undefined },
      { id: 'AP03', facts: ['1', '0', '1'] },
    ],
    [
      'AP05: a second answer',
      `?code=c1&${STATE}`,
      { answeredBefore: true },
      { id: 'AP05', severity: 'error', facts: [] },
    ],
    [
      'AP06: neither code nor error, with the names that came',
      `?${STATE}&session=1`,
      {},
      { id: 'AP06', severity: 'error', facts: ['state, session'] },
    ],
    [
      'AP07: code and error together',
      `?code=c1&error=server_error&${STATE}`,
      {},
      { id: 'AP07', severity: 'error', facts: ['2', 'server_error'] },
    ],
    [
      'AP08: two codes',
      `?code=c1&code=c2&${STATE}`,
      {},
      { id: 'AP08', severity: 'error', facts: ['code', '2'] },
    ],
    [
      'AP08: a code in query and fragment',
      `?code=c1&${STATE}#code=c2`,
      {},
      { id: 'AP08', facts: ['code', '2'] },
    ],
    [
      'AP09: another issuer',
      `?code=c1&${STATE}&iss=https%3A%2F%2Fbank.example%2F`,
      {},
      { id: 'AP09', severity: 'error', facts: ['https://bank.example/', 'https://bank.example'] },
    ],
    [
      'AP10: a promised issuer that is missing',
      `?code=c1&${STATE}`,
      { issuerInResponse: 'required' },
      { id: 'AP10', severity: 'error', facts: ['https://bank.example'] },
    ],
    [
      'AP12: an answer behind the #',
      `#code=c1&${STATE}`,
      {},
      { id: 'AP12', severity: 'warn', facts: ['code, state'] },
    ],
    [
      'AP13: a token in the URL, by name and length only',
      `?code=c1&${STATE}#access_token=FAKE-at`,
      {},
      { id: 'AP13', severity: 'error', facts: ['access_token', '7'] },
    ],
    [
      'AP16: a known error, with the bank’s words',
      `?error=access_denied&error_description=no+thanks&${STATE}`,
      {},
      { id: 'AP16', severity: 'info', facts: ['access_denied', 'no thanks'] },
    ],
    [
      'AP17: an error that no standard knows',
      `?error=bad_day&${STATE}`,
      {},
      { id: 'AP17', severity: 'warn', facts: ['bad_day', ''] },
    ],
    ['AP17: a name that every object has', `?error=toString&${STATE}`, {}, { id: 'AP17' }],
    [
      'AP18: an accent in a description',
      `?error=access_denied&error_description=refus%C3%A9&${STATE}`,
      {},
      { id: 'AP18', severity: 'info', facts: ['error_description', 'é'] },
    ],
    [
      'AP18: a control character, made visible',
      `?error=access_denied&error_description=a%00b&${STATE}`,
      {},
      { id: 'AP18', facts: ['error_description', '\\u0000'] },
    ],
    [
      'AP18: an error_uri that runs script',
      `?error=access_denied&error_uri=javascript:alert(1)&${STATE}`,
      {},
      { id: 'AP18', facts: ['error_uri', 'javascript:alert(1)'] },
    ],
  ])('%s', (_what, rest, change, finding) => {
    expect(judge(rest, change).findings).toContainEqual(expect.objectContaining(finding));
  });

  it.each<[string, string, string]>([
    ['AP16 for an unknown error', `?error=bad_day&${STATE}`, 'AP16'],
    ['AP17 for a known error', `?error=access_denied&${STATE}`, 'AP17'],
    [
      'AP18 for plain words',
      `?error=access_denied&error_description=It's no.&error_uri=https://bank.example&${STATE}`,
      'AP18',
    ],
    ['AP08 for names that are not the answer’s', `?code=c1&x=1&x=2&${STATE}`, 'AP08'],
    ['AP12 for the fragment that some servers add', `?code=c1&${STATE}#_=_`, 'AP12'],
    ['AP06 for an error', `?error=access_denied&${STATE}`, 'AP06'],
  ])('have no %s', (_what, rest, id) => {
    expect(judge(rest).findings.map((finding) => finding.id)).not.toContain(id);
  });

  it('list all that is wrong with one answer', () => {
    const { findings } = judge('http://tpp.example/cb?code=c1&code=c2&state=x&error=bad', {
      answeredBefore: true,
      issuerInResponse: 'required',
    });
    const ids = findings.map(({ id }) => id);
    expect(ids).toEqual(['AP01', 'AP03', 'AP05', 'AP07', 'AP08', 'AP10', 'AP17']);
  });
});

it('never throws, and never puts code or state into a finding', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 6 }).map((tail) => `FAKE§${tail}`);
  fc.assert(
    fc.property(text, text, fc.string({ unit: 'grapheme' }), (code, state, more) => {
      const query = new URLSearchParams([
        ['code', code],
        ['state', state],
        ['x', more],
      ]);
      const { verdict, findings } = judge(`?${query}`);
      expect(verdict).toBe('refused');
      expect(JSON.stringify(findings)).not.toContain('FAKE§');
    }),
  );
});
