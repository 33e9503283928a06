import { describe, expect, it } from 'vitest';
import { run, runJson } from './fake-io.ts';

describe('the bank profiles', () => {
  it('are listed with what one needs to know of them', async () => {
    const { exitCode, json } = await runJson(['banks']);
    expect(exitCode).toBe(0);
    expect(json).toContainEqual({
      id: 'bpce-aisp',
      group: 'Groupe BPCE',
      label: 'Account information (AISP)',
      service: 'aisp',
      standard: 'stet',
      countries: ['FR'],
      environments: ['sandbox', 'live'],
      banks: 35,
      variables: ['bankCode'],
      sources: expect.arrayContaining([expect.objectContaining({ confidence: 'documented' })]),
    });
  });

  it('leave dialects out', async () => {
    const { json } = await runJson(['banks']);
    expect(json.map(({ id }: { id: string }) => id)).not.toContain('stet');
  });

  it('stand in columns for people', async () => {
    const { out } = await run(['banks']);
    const [head = '', ...rows] = out.split('\n');
    const column = head.indexOf('service');
    expect(column).toBeGreaterThan(0);
    for (const row of rows) expect(row.slice(column)).toMatch(/^(aisp|pisp|cbpii|api) /);
  });
});

describe('the commands', () => {
  it.each([['--help'], ['-h'], ['help']])('are listed by %s', async (flag) => {
    const { exitCode, out } = await run([flag]);
    expect(exitCode).toBe(0);
    for (const name of ['banks', 'authorize-url', 'lint', 'decode'])
      expect(out).toContain(`  ${name} `);
  });

  it('explain themselves', async () => {
    const { exitCode, out } = await run(['lint', '--help']);
    expect(exitCode).toBe(0);
    expect(out).toContain('Usage: psd2-oauth lint <url> [--bank ID] [--json]');
  });

  it.each([
    [[], 'Usage: psd2-oauth <command>'],
    [['fly'], 'There is no command "fly".'],
    [['toString'], 'There is no command "toString".'],
  ])('are listed on standard error when %j names none', async (args, sentence) => {
    const { exitCode, out, complaints } = await run(args);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(complaints).toContain(sentence);
  });
});
