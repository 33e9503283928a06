import { describeFinding } from '../lint/describe-finding.ts';
import type { Finding } from '../lint/finding.ts';
import { callLabel, type ExportContext } from './export-words.ts';
import type { FlowScript } from './flow-script.ts';
import type { JunitCase, JunitSuite } from './junit.ts';
import type { SarifResult } from './sarif.ts';

/** A step of the flow with what was found there. */
interface JudgedStep {
  name: string;
  /** in words */
  label: string;
  timeMs?: number | undefined;
  findings: readonly Finding[];
  /** why it failed where no finding says so */
  failure?: string;
  /** worth saying of one that passed */
  note?: string;
}

/** The flow as a suite: each step a test, which fails by a finding of severity error, or where nothing good came. */
export function flowSuite(script: FlowScript, context: ExportContext): JunitSuite {
  const { flow } = script;
  const cases = judgedSteps(script, context).map(
    ({ label, timeMs, findings, failure, note }): JunitCase => {
      const told = findings.map((finding) => findingText(finding, context));
      const texts = note === undefined ? told : [note, ...told];
      const worst = findings.find(({ severity }) => severity === 'error');
      const message = worst ? describeFinding(worst, context.say).seen : failure;
      const outcome =
        message === undefined
          ? ({ kind: 'passed' } as const)
          : ({
              kind: 'failed',
              message,
              type: worst?.slug ?? 'step-failed',
              text: texts.join('\n\n') || message,
            } as const);
      const output =
        outcome.kind === 'passed' && texts.length > 0 ? { output: texts.join('\n\n') } : {};
      return { name: label, className: flow.started.plan.profile.id, timeMs, outcome, ...output };
    },
  );
  return { name: flow.started.bank, atMs: flow.startedAtMs, cases };
}

/** The flow's findings with the steps at which they were made. */
export function flowResults(script: FlowScript, context: ExportContext): SarifResult[] {
  return judgedSteps(script, context).flatMap(({ name, findings }) =>
    findings.map((finding) => ({ finding: describeFinding(finding, context.say), place: name })),
  );
}

function judgedSteps(script: FlowScript, context: ExportContext): JudgedStep[] {
  const { started, opened, redirect, pageFindings } = script.flow;
  const { say } = context;
  const before = [...started.findings, ...(opened?.findings ?? [])];
  const pushed = script.steps.some((step) => step.kind === 'call' && step.call.purpose === 'push');
  const opens = !pushed && script.steps.some(({ kind }) => kind === 'authorization');
  const steps = script.steps.map((step): JudgedStep => {
    if (step.kind === 'authorization') {
      const verdict = redirect?.verdict ?? 'none';
      return {
        name: 'authorization',
        label: say('export_step_authorize'),
        timeMs: redirect && opened && redirect.atMs - opened.atMs,
        findings: [
          ...(pushed ? [] : before),
          ...(redirect?.findings ?? []),
          ...(pageFindings ?? []),
        ],
        ...(verdict !== 'code' && { failure: say('export_report_redirect', verdict) }),
      };
    }
    const { answer, failed, outcome, findings } = step.call;
    const isNonce = outcome === 'nonce_wanted';
    const good = isNonce || outcome === 'tokens' || outcome === 'api_ok' || outcome === 'pushed';
    const failure = answer
      ? say('export_report_answer', answer.status, answer.durationMs)
      : say('export_report_no_answer', failed?.failure.kind ?? '-');
    return {
      name: step.name,
      label: callLabel(step, script, context),
      timeMs: answer?.durationMs,
      findings,
      ...(!good && { failure }),
      ...(isNonce && answer && { note: say('export_report_nonce', answer.status) }),
    };
  });
  // Where nothing was opened, or it was pushed before, what was found at the start belongs to the first call.
  const [first, ...rest] = steps;
  if (opens || !first) return steps;
  return [{ ...first, findings: [...before, ...first.findings] }, ...rest];
}

function findingText(finding: Finding, { say }: ExportContext): string {
  const { id, seen, expected, fix, actor, source } = describeFinding(finding, say);
  return [
    `${id} (${say(`severity_${finding.severity}`)}): ${seen}`,
    `${say('finding_expected')}: ${expected}`,
    `${say('finding_fix')}: ${fix}`,
    `${say('finding_actor')}: ${say(`actor_${actor}`)}`,
    `${say('finding_source')}: ${source}`,
  ].join('\n');
}
