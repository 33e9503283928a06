import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportFormats } from '../../../src/core/export/export-flow.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { run, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

let bank: PracticeBank;
let planned: string;

beforeAll(async () => {
  bank = await startPracticeBank();
  planned = temporary('');
  const port = `practicePort=${bank.port}`;
  await run(['record', '--bank', 'practice-bpce-aisp', '--var', port, '--output', planned]);
});
beforeEach(() => {
  bank.control.reset();
  bank.control.settings({ approveAtOnce: true });
});
afterAll(() => bank.close());

/** The record of a run that came to tokens. */
async function ran(): Promise<string> {
  const record = temporary('');
  const { exitCode } = await run(['run', planned, '--no-browser', '--record', record]);
  expect(exitCode).toBe(0);
  return record;
}

describe('run --compare', () => {
  it('finds nothing between two equal runs', async () => {
    const { exitCode, json } = await runJson(['run', await ran(), '--no-browser', '--compare']);
    expect(json.comparison.verdict).toBe('same');
    expect(exitCode).toBe(0);
  });

  it('fails when the bank has changed, and says in JUnit where', async () => {
    const before = await ran();
    bank.control.lifetimes({ accessTokenSeconds: 60 });
    const junit = temporary('');
    const args = ['run', before, '--no-browser', '--compare', '--junit', junit];
    const { exitCode, json } = await runJson(args);
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({
      phase: 'tokens_received',
      comparison: { verdict: 'changed_at_bank' },
    });
    const text = readFileSync(junit, 'utf8');
    expect(text).toContain('type="changed-at-bank"');
    expect(text).toContain('3600 → 60');
  });
});

describe('compare', () => {
  it('tells a lifetime that the bank has changed', async () => {
    const before = await ran();
    bank.control.lifetimes({ accessTokenSeconds: 60 });
    const after = await ran();
    const { exitCode, out } = await run(['compare', before, after]);
    expect(exitCode).toBe(1);
    expect(out).toContain('3600 → 60');
    expect((await run(['compare', before, before])).exitCode).toBe(0);
  });

  it('wants two files', async () => {
    expect((await run(['compare', planned])).exitCode).toBe(2);
  });
});

describe('reports', () => {
  it('name each step in JUnit, and the finding that failed one in both', async () => {
    bank.control.faults({
      kind: 'status',
      path: '/stet/psd2/oauth/token',
      status: 400,
      body: '{"error":"invalid_grant"}',
    });
    const [junit, sarif] = [temporary(''), temporary('')];
    const args = ['run', planned, '--no-browser', '--junit', junit, '--sarif', sarif];
    expect((await run(args)).exitCode).toBe(1);
    expect(readFileSync(junit, 'utf8')).toMatch(/<failure [^>]*invalid_grant/);
    const [{ results }] = JSON.parse(readFileSync(sarif, 'utf8')).runs;
    expect(results[0]).toMatchObject({ level: 'error' });
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toMatch(/file-\d+/);
  });

  it('tell a run that did not get to its bank', async () => {
    bank.control.settings({ approveAtOnce: false });
    const junit = temporary('');
    expect((await run(['run', planned, '--no-browser', '--junit', junit])).exitCode).toBe(1);
    expect(readFileSync(junit, 'utf8')).toMatch(/tokens came[^>]*>\s*<failure/);
  });

  it('come from a check too', async () => {
    const [junit, sarif] = [temporary(''), temporary('')];
    const record = await ran();
    const { exitCode } = await run(['check', record, '--junit', junit, '--sarif', sarif]);
    expect(exitCode).toBe(0);
    expect(readFileSync(junit, 'utf8')).toContain('no secret in the file');
  });
});

describe('export', () => {
  it.each(exportFormats)('writes %s', async (format) => {
    const folder = mkdtempSync(join(tmpdir(), 'psd2-export-'));
    const { exitCode, json } = await runJson([
      ...['export', await ran(), '--as', format],
      ...['--output', folder],
    ]);
    expect(exitCode).toBe(0);
    expect(json.written.length).toBeGreaterThan(0);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('prints one file, and asks for a folder where there are several', async () => {
    const record = await ran();
    expect((await run(['export', record, '--as', 'curl'])).out).toContain('#!/usr/bin/env bash');
    expect((await run(['export', record, '--as', 'bruno'])).exitCode).toBe(2);
  });

  it('knows no other format', async () => {
    const { exitCode, complaints } = await run(['export', planned, '--as', 'pdf']);
    expect(exitCode).toBe(2);
    expect(complaints).toContain('markdown');
  });
});
