import { describe, expect, it } from 'vitest';
import { FAKE_STATE } from '../../fixtures/profiles.ts';
import { run, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

const GOOD =
  'https://www.17515.sandbox.api.89c3.com/stet/psd2/oauth/authorize?response_type=code' +
  '&client_id=PSDFR-ACPR-12345&redirect_uri=https%3A%2F%2Ftpp.example%2Fcb&scope=aisp' +
  `&state=${FAKE_STATE}`;

describe('an authorization URL', () => {
  it('without a fault exits 0', async () => {
    const { exitCode, json } = await runJson(['lint', GOOD, '--bank', 'bpce-aisp']);
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({
      endpoint: 'https://www.17515.sandbox.api.89c3.com/stet/psd2/oauth/authorize',
      parameters: { scope: 'aisp' },
      findings: [],
    });
  });

  it('with warnings only exits 0: of a server that nobody knows, PKCE is missing', async () => {
    const { exitCode, json } = await runJson([
      'lint',
      GOOD.replace('www.17515.sandbox.api.89c3.com', 'login.nobody.example'),
    ]);
    expect(exitCode).toBe(0);
    expect(json.bank).toBeNull();
    expect(json.findings).toMatchObject([{ id: 'AQ09', severity: 'warn' }]);
  });

  it('with errors exits 1, and lists the errors first', async () => {
    const { exitCode, json } = await runJson([
      'lint',
      'https://bank.example/a?client_id=x&scope=a,b',
    ]);
    expect(exitCode).toBe(1);
    const severities = json.findings.map(({ severity }: { severity: string }) => severity);
    expect(severities).toEqual(['error', 'error', 'error', 'warn', 'warn']);
  });

  it('is judged in words for people', async () => {
    const { out } = await run(['lint', GOOD, '--bank', 'bpce-aisp']);
    expect(out).toBe('No findings.');
  });
});

describe('the bank', () => {
  it('is told by the host, with its environment and its code', async () => {
    const { json } = await runJson(['lint', GOOD]);
    expect(json.bank).toEqual({
      id: 'bpce-aisp',
      environment: 'sandbox',
      variables: { bankCode: '17515' },
    });
    expect(json.findings).toEqual([]);
  });

  it('is named to people who did not name it', async () => {
    expect((await run(['lint', GOOD])).out).toBe(
      'Bank, told by the host: bpce-aisp, environment sandbox.\n\nNo findings.',
    );
  });

  it('is the one that --bank, --env and --var name, whatever the host says', async () => {
    const named = ['--bank', 'bpce-aisp', '--env', 'live', '--var', 'bankCode=13807'];
    const { json } = await runJson(['lint', GOOD, ...named]);
    expect(json.bank).toEqual({
      id: 'bpce-aisp',
      environment: 'live',
      variables: { bankCode: '13807' },
    });
    expect(json.findings).toContainEqual(expect.objectContaining({ id: 'PR09' }));
  });

  it('whose portal prints a slip: every fault of the printed line is named', async () => {
    const printed =
      'https://www.17515.sandbox.api.89c3.com/psd2/oauth/authorize?response_type=code' +
      '&client_id=PSDFR-ACPR-13807&scope=aisp,extended_transaction_history' +
      '&redirect_uri=https%3A%2F%2Ftpp.example%2Fcb';
    const { exitCode, json } = await runJson(['lint', printed]);
    expect(exitCode).toBe(1);
    const found = Object.fromEntries(json.findings.map((one: { id: string }) => [one.id, one]));
    expect(Object.keys(found).toSorted()).toEqual(['AQ06', 'AQ14', 'PR10', 'PS02', 'PS08']);
    expect(found.PR10.expected).toContain('lacks: /stet.');
    expect(found.PS02.seen).toContain('PSDFR-ACPR-13807');
    expect(found.AQ14.seen).toContain('","');
    expect(found.PS08.seen).toContain('extended_transaction_history');
    for (const id of ['PR10', 'PS02', 'PS08']) expect(found[id].source).toContain('89C3 portal');
  });

  it('can be a file of one’s own, which inherits from a shipped profile', async () => {
    const file = temporary({
      extends: 'bpce-aisp',
      id: 'my-bank',
      environments: { sandbox: { endpoints: { tokenEndpoint: 'https://www.live.example/token' } } },
    });
    const { json } = await runJson(['lint', GOOD, '--bank', file]);
    expect(json.bank.id).toBe('my-bank');
    expect(json.findings).toMatchObject([{ id: 'PR03' }]);
  });
});

describe('what comes with a request', () => {
  const client = { redirectUris: ['https://tpp.example/cb/'], organizationIdentifier: 'PSDFR-X-1' };
  const history = { authorizationRequests: [GOOD], consentGivenAt: '2026-01-01T00:00:00Z' };

  it('is judged too: the client, what went before, the verifier', async () => {
    const options = ['--client', temporary(client), '--history', temporary(history)];
    const { json } = await runJson(['lint', GOOD, ...options, '--verifier', 'FAKE']);
    const found = json.findings.map(({ id }: { id: string }) => id);
    expect(found.toSorted()).toEqual(['AQ04', 'AQ08', 'AQ12', 'PS03', 'PS09']);
  });

  it.each([
    ['an ISO text', '2026-11-21T11:30:00Z'],
    ['seconds', Date.UTC(2026, 10, 21, 11, 30) / 1000],
  ])('has instants as %s', async (_form, receivedAt) => {
    const file = temporary({ tokens: [{ scope: 'accountinformation private', receivedAt }] });
    const body = 'grant_type=client_credentials&scope=accountinformation%20private';
    const { json } = await runJson([
      'lint',
      body,
      '--bank',
      'open-payments-api',
      '--history',
      file,
    ]);
    expect(json.findings).toContainEqual(
      expect.objectContaining({ id: 'PS14', fix: expect.stringContaining('2026-11-21T12:30:00Z') }),
    );
  });

  it('is the answer as well, on the command line or on standard input', async () => {
    const api = 'https://www.17515.sandbox.api.89c3.com/stet/psd2/v1.6.2/accounts';
    const body = '{"error":"TMRQ"}';
    for (const [answer, input] of [
      [body, ''],
      ['-', body],
    ] as const) {
      const { json } = await runJson(['lint', api, '--status', '403', '--answer', answer], input);
      expect(json).toMatchObject({ kind: 'api_request', findings: [{ id: 'PS17' }] });
    }
  });
});

describe('wrong usage', () => {
  it.each<[string, string[], string]>([
    ['no URL', ['lint'], '<url> is missing.'],
    ['no URL but words', ['lint', 'hello'], '"hello" is not a URL.'],
    ['an unknown bank', ['lint', GOOD, '--bank', 'x'], 'There is no bank profile "x".'],
    ['two URLs', ['lint', GOOD, GOOD], 'one too many'],
    ['an option without its value', ['lint', GOOD, '--bank'], '--bank'],
    ['no such file', ['lint', GOOD, '--bank', './no.json'], 'The file ./no.json cannot be read.'],
    ['a file that is no JSON', ['lint', GOOD, '--client', temporary('{,}')], 'line 1, column 2'],
    [
      'an instant that is none',
      ['lint', GOOD, '--history', temporary({ consentGivenAt: 'Monday' })],
      'consentGivenAt',
    ],
    ['an environment that is not there', ['lint', GOOD, '--env', 'moon'], 'no environment "moon"'],
    ['a status that is none', ['lint', GOOD, '--status', 'ok'], '"ok" is no HTTP status.'],
    ['a body without a bank', ['lint', 'grant_type=client_credentials'], 'give the address too'],
    ['a curl command without an address', ['lint', 'curl -X POST'], 'has no address'],
  ])('%s exits 2', async (_what, args, sentence) => {
    const { exitCode, out, complaints } = await run(args);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(complaints).toContain(sentence);
    expect(complaints).toContain('Usage: psd2-oauth lint');
  });
});

it('lists the faults of a profile file, one a line, each with its place', async () => {
  const file = temporary({
    extends: 'bpce-aisp',
    id: 'my-bank',
    pkce: 'maybe',
    scope: { separator: '' },
    colour: 'blue',
  });
  const { exitCode, complaints } = await run(['lint', GOOD, '--bank', file]);
  expect(exitCode).toBe(2);
  expect(complaints.split('\n\n')[0]?.split('\n').slice(1)).toEqual([
    expect.stringMatching(/:1:\d+: pkce: /),
    expect.stringMatching(/:1:\d+: scope\.separator: /),
    expect.stringMatching(/:1:\d+: colour: /),
  ]);
});
