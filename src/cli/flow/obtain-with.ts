import type { FlowState } from '../../core/flow/flow-state.ts';
import type { OnErrors } from '../../core/lint/finding.ts';
import type { FlowPlan } from '../../core/oauth/request-draft.ts';
import type { Effects } from '../../engine/effects.ts';
import { obtainTokens } from '../../engine/flow-calls.ts';
import { FlowEngine } from '../../engine/flow-engine.ts';
import { startFlow } from '../../engine/start-flow.ts';
import { describeRefusal } from './describe-refusal.ts';
import type { RunEnd } from './run-plan.ts';

/** A grant that was obtained elsewhere and is spent here. */
export type GivenGrant =
  | { kind: 'code'; code: string; codeVerifier: string | undefined }
  | { kind: 'refresh'; refreshToken: string };

/** Spends a code or a refresh token that somebody brought, in a flow of its own. @see RFC 6749 §4.1.3, §6 */
export async function obtainWith(
  effects: Effects,
  {
    plan,
    bank,
    clientSecret,
    grant,
    onErrors,
  }: { plan: FlowPlan; bank: string; clientSecret: string; grant: GivenGrant; onErrors: OnErrors },
): Promise<RunEnd> {
  const engine = new FlowEngine(effects);
  const codeVerifier = grant.kind === 'code' ? grant.codeVerifier : undefined;
  const secrets = { clientSecret, ...(codeVerifier === undefined ? {} : { codeVerifier }) };
  const { flowId } = await startFlow(effects, plan, secrets, { bank, onErrors }, []);
  const value = grant.kind === 'code' ? grant.code : grant.refreshToken;
  const kind = grant.kind === 'code' ? 'authorization_code' : 'refresh_token';
  const reference = await effects.vault.put(flowId, kind, value);
  const flow = (await engine.read(flowId)) as FlowState;
  const reply = await obtainTokens(effects, flow, new AbortController().signal, {
    purpose: grant.kind === 'code' ? 'exchange' : 'refresh',
    secrets: grant.kind === 'code' ? { code: value, codeVerifier } : { refreshToken: value },
    uses: reference.id,
    onErrors,
  });
  const after = await engine.read(flowId);
  if (reply.ok) return { flow: after, findings: [] };
  const findings = reply.error.kind === 'has_errors' ? reply.error.findings : [];
  return { flow: after, problem: describeRefusal(reply.error), findings };
}
