import { currentToken, type FlowState, flowFindings } from '../../core/flow/flow-state.ts';
import { networkFailureKey } from '../../core/lint/describe-network-failure.ts';
import { mergeFindings } from '../../core/lint/finding.ts';
import type { Effects } from '../../engine/effects.ts';
import { columns, indent } from '../columns.ts';
import { describeAll, printFindings } from '../command.ts';
import { english } from '../english.ts';
import type { RunEnd } from './run-plan.ts';
import { securityFacts, securityText } from './security-report.ts';

/** What a run came to, for machines and people; no secret is in it. */
export function reportRun({ flow, problem, findings: refused }: RunEnd) {
  const findings = mergeFindings(flow ? flowFindings(flow) : [], refused);
  const obtained = flow?.phase === 'tokens_received';
  const because = problem ?? (flow && !obtained ? endedBecause(flow) : undefined);
  const tokens = flow ? tokenFacts(flow) : [];
  const json = {
    ...(flow ? placeOf(flow) : {}),
    phase: flow?.phase ?? null,
    steps: flow?.calls.map(stepFacts) ?? [],
    ...(flow && { security: securityFacts(flow) }),
    tokens,
    problem: because ?? null,
    findings: describeAll(findings),
  };
  const rows = tokens.map(({ kind, length, expires_in, scope }) => [
    kind,
    english('cli_characters', length),
    expires_in === undefined ? '' : `expires_in ${expires_in}`,
    scope ?? '',
  ]);
  const text = [
    ...(flow ? [headline(flow)] : []),
    ...(rows.length > 0 ? [`tokens\n${indent(columns(rows))}`] : []),
    ...[flow && securityText(flow), because].filter((part) => part),
    printFindings(findings),
  ].join('\n\n');
  return { json, text, findings, failed: !obtained };
}

/** Where a flow ran. */
export function placeOf(flow: FlowState) {
  const { plan, bank, repeats } = flow.started;
  const { environment, variables, grant } = plan.draft;
  return {
    flowId: flow.flowId,
    bank: { id: plan.profile.id, name: bank, environment, variables },
    grant,
    ...(repeats === undefined ? {} : { repeats }),
  };
}

function headline(flow: FlowState): string {
  const { plan, bank } = flow.started;
  return `${bank} · ${plan.draft.environment} · ${plan.draft.grant}: ${flow.phase}`;
}

function stepFacts({ purpose, name, answer, outcome, failed }: FlowState['calls'][number]) {
  return {
    purpose,
    name,
    status: answer?.status ?? null,
    outcome: outcome ?? failed?.failure.kind ?? null,
    durationMs: answer?.durationMs ?? null,
  };
}

function tokenFacts(flow: FlowState) {
  return flow.tokens
    .filter(({ replaced }) => !replaced)
    .map(({ kind, secret, token_type, scope, expires_in, step, jwt }) => ({
      kind,
      length: secret.length,
      ...(token_type === undefined ? {} : { token_type }),
      ...(scope === undefined ? {} : { scope }),
      ...(expires_in === undefined ? {} : { expires_in }),
      ...(step === undefined ? {} : { step }),
      ...(jwt === undefined ? {} : { jwt }),
    }));
}

/** What ended a flow without tokens, as a sentence. */
function endedBecause(flow: FlowState): string {
  const { failed } = flow.calls.at(-1) ?? {};
  if (failed) {
    const { key, facts } = networkFailureKey(
      failed.failure,
      flow.started.plan.profile.clientCertificate,
    );
    return english(key, ...facts);
  }
  return english('cli_no_tokens', flow.phase);
}

/** The tokens of a flow as a token answer has them. Only for who asked to see them. @see RFC 6749 §5.1 */
export async function tokenAnswer(
  { vault }: Effects,
  flow: FlowState,
): Promise<Record<string, string | number>> {
  const answer: Record<string, string | number> = {};
  for (const kind of ['access_token', 'refresh_token', 'id_token'] as const) {
    const token = currentToken(flow, kind);
    const value = token && (await vault.value(token.secret.id));
    if (!token || value === undefined) continue;
    answer[kind] = value;
    if (kind !== 'access_token') continue;
    const { token_type, expires_in, scope } = token;
    if (token_type !== undefined) answer.token_type = token_type;
    if (expires_in !== undefined) answer.expires_in = expires_in;
    if (scope !== undefined) answer.scope = scope;
  }
  return answer;
}
