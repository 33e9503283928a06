import { describe, expect, it } from 'vitest';
import { FAKE_STATE } from '../../fixtures/profiles.ts';
import { run, runJson } from './fake-io.ts';

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

  it('with warnings only exits 0: without a bank, PKCE is missing', async () => {
    const { exitCode, json } = await runJson(['lint', GOOD]);
    expect(exitCode).toBe(0);
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

describe('wrong usage', () => {
  it.each<[string, string[], string]>([
    ['no URL', ['lint'], '<url> is missing.'],
    ['no URL but words', ['lint', 'hello'], '"hello" is not a URL.'],
    ['an unknown bank', ['lint', GOOD, '--bank', 'x'], 'There is no bank profile "x".'],
    ['two URLs', ['lint', GOOD, GOOD], 'one too many'],
    ['an option without its value', ['lint', GOOD, '--bank'], '--bank'],
  ])('%s exits 2', async (_what, args, sentence) => {
    const { exitCode, out, complaints } = await run(args);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(complaints).toContain(sentence);
    expect(complaints).toContain('Usage: psd2-oauth lint');
  });
});
