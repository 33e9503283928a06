import { setTimeout as delay } from 'node:timers/promises';
import type { JunitCase } from '../../core/export/junit.ts';
import type { Bench } from '../../core/fault-bench/bench.ts';
import { benchMatrix, countVerdicts, type MatrixRow } from '../../core/fault-bench/bench-matrix.ts';
import { describeCounts, describeRow } from '../../core/fault-bench/describe-bench.ts';
import type { FaultId } from '../../core/fault-bench/fault.ts';
import type { Effects } from '../../engine/effects.ts';
import { FlowEngine } from '../../engine/flow-engine.ts';
import { type BenchEnd, type BenchRun, type BrowserEnd, runBench } from '../../engine/run-bench.ts';
import { visitPlainly } from '../browser/visit-plain.ts';
import { columns } from '../columns.ts';
import { english } from '../english.ts';
import { describeRefusal } from './describe-refusal.ts';
import type { Visit } from './visit.ts';

export interface FaultRun extends Pick<BenchRun, 'plan' | 'clientSecret' | 'bank' | 'of'> {
  /** absent: every row that means something at this bank */
  chosen?: readonly FaultId[] | undefined;
  visit: Visit;
  /** for requests that nobody has to log in for: the bank's first answer is enough */
  send: typeof fetch;
  timeLimitMs: number;
  say(line: string): void;
}

/** Sends what a bank should refuse, and tells what it made of it. */
export async function runFaults(effects: Effects, run: FaultRun) {
  const { plan, clientSecret, bank, of, chosen, visit, send, timeLimitMs, say } = run;
  const redirectUri = plan.draft.edits.redirect_uri ?? plan.draft.redirectUri;
  const { bench, end } = await runBench(new FlowEngine(effects), effects, {
    plan,
    clientSecret,
    bank,
    ...(of === undefined ? {} : { of }),
    ...(chosen === undefined ? {} : { chosen }),
    async authorize(url, { kind }): Promise<BrowserEnd> {
      let page: BrowserEnd = { kind: 'page', url: redirectUri };
      const told = (seen: { url: string; status: number }) => {
        page = { kind: 'page', ...seen };
      };
      const open = kind === 'opening' ? visitPlainly(send, timeLimitMs, told) : visit;
      let landed: string | undefined;
      const [wanted] = redirectUri.split(/[?#]/);
      const visited = await open({ url, redirectUri }, async (sighting) => {
        if (sighting.url.split(/[?#]/)[0] !== wanted || sighting.url === wanted) return false;
        landed = sighting.url;
        return true;
      });
      if (landed !== undefined) return { kind: 'redirect', url: landed };
      if (!visited.ok && kind === 'login') say(visited.error);
      return page;
    },
    async wait(ms) {
      if (ms >= 1000) say(english('cli_faults_wait', Math.ceil(ms / 1000)));
      await delay(ms);
    },
  });
  return { flowIds: bench.flows.map(({ flowId }) => flowId), ...reportBench(bench, end) };
}

/** The matrix for machines, people and CI servers. What the bank accepted, and what nobody knows, fails. */
function reportBench(bench: Bench, end: BenchEnd) {
  const matrix = benchMatrix(bench);
  const rows = matrix.map((row) => ({ id: row.id, verdict: row.verdict, row }));
  const described = rows.map(({ row }) => describeRow(row, english));
  const problem = problemOf(end);
  const counts = countVerdicts(matrix);
  const json = {
    rows: rows.map(({ id, verdict, row }, at) => ({
      id,
      ...described[at],
      verdict,
      ...(row.flowId === undefined ? {} : { flowId: row.flowId }),
    })),
    counts,
    problem: problem ?? null,
  };
  const text = [
    columns(
      described.map(({ verdict, row, expected, observed, clause }) => [
        verdict,
        row,
        expected,
        observed,
        clause,
      ]),
    ),
    describeCounts(matrix, english),
    ...(problem === undefined ? [] : [problem]),
  ].join('\n\n');
  const { id } = bench.plan.profile;
  const cases = rows.map(({ row }): JunitCase => caseOf(id, row));
  const failed =
    problem !== undefined || counts.accepted > 0 || counts.unclear > 0 || counts.waiting > 0;
  return { json, text, cases, failed };
}

function caseOf(className: string, matrixRow: MatrixRow): JunitCase {
  const { row, expected, observed, verdict, clause } = describeRow(matrixRow, english);
  const text = `${english('fault_column_expected')}: ${expected}\n${english('fault_column_observed')}: ${observed}\n${clause}`;
  const one = { name: row, className };
  switch (matrixRow.verdict) {
    case 'refused_as_expected':
    case 'refused_otherwise':
      return { ...one, outcome: { kind: 'passed' }, output: `${verdict}\n${text}` };
    case 'not_applicable':
      return { ...one, outcome: { kind: 'skipped', message: observed } };
    case 'accepted':
    case 'unclear':
    case 'waiting':
      return {
        ...one,
        outcome: {
          kind: 'failed',
          message: `${verdict}: ${observed}`,
          type: matrixRow.verdict,
          text,
        },
      };
  }
}

/** Why a bench ended before all was done, as a sentence. */
function problemOf(end: BenchEnd): string | undefined {
  switch (end.kind) {
    case 'done':
      return undefined;
    case 'refused':
      return describeRefusal(end.refusal);
    case 'no_answer':
      return english('cli_faults_no_answer', end.rows.join(', '));
    case 'stopped':
      return english(`cli_faults_${end.why}`);
    case 'told_to_stop':
      return english('cli_faults_not_sent');
  }
}
