import { describe, expect, it } from 'vitest';
import { run, runJson } from './fake-io.ts';

interface Row {
  id: string;
  group: string;
  standard: string;
  banks: number;
  options: { key: string; code: string | null }[];
  environments: string[];
  environmentDetails: { kind: string }[];
  sources: unknown[];
}

describe('the bank profiles', () => {
  it('are listed with what one needs to know of them', async () => {
    const { exitCode, json } = await runJson(['banks']);
    expect(exitCode).toBe(0);
    expect(json.find(({ id }: Row) => id === 'bpce-aisp')).toMatchObject({
      group: 'Groupe BPCE',
      label: 'Account information (AISP)',
      service: 'aisp',
      standard: 'stet',
      countries: ['FR'],
      variables: ['bankCode'],
      capabilities: [{ grant: 'authorization_code', reach: 'runs_with_certificate' }],
      sources: expect.arrayContaining([expect.objectContaining({ confidence: 'documented' })]),
    });
  });

  it.each(['bpce-aisp', 'bpce-pisp', 'bpce-cbpii'])(
    'hold every bank code of the group for %s, in the sandbox and under older and newest hosts',
    async (profile) => {
      const rows: Row[] = (await runJson(['banks'])).json;
      const row = rows.find(({ id }) => id === profile);
      expect(row?.banks).toBe(35);
      expect(new Set(row?.options.map(({ code }) => code)).size).toBe(33);
      expect(row?.environments).toEqual(['sandbox', 'live', 'live-current', 'live-generic']);
    },
  );

  it('hold fourteen banks behind Open Payments, and both of its sandbox hosts', async () => {
    const rows: Row[] = (await runJson(['banks'])).json;
    for (const id of ['open-payments-aisp', 'open-payments-pisp']) {
      const row = rows.find((one) => one.id === id);
      expect(row?.options.map(({ key }) => key)).toContain('ELLFSESS');
      expect(row?.banks).toBe(14);
      expect(row?.environmentDetails.filter(({ kind }) => kind === 'sandbox')).toHaveLength(2);
    }
  });

  it('hold more than twenty others, over five standards, each with its sources', async () => {
    const rows: Row[] = (await runJson(['banks'])).json;
    const others = rows.filter(
      ({ group }) => !/^(Groupe BPCE|Open Payments|Practice bank)/.test(group),
    );
    expect(others.length).toBeGreaterThan(24);
    expect(new Set(others.map(({ standard }) => standard)).size).toBeGreaterThanOrEqual(5);
    expect(rows.every(({ sources }) => sources.length > 0)).toBe(true);
  });

  it('leave dialects out', async () => {
    const rows: Row[] = (await runJson(['banks'])).json;
    expect(rows.map(({ id }) => id).filter((id) => id.startsWith('dialect-'))).toEqual([]);
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
    expect(out).toContain('Usage: psd2-oauth lint <url');
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
