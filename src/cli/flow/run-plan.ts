import { capturedOf, notYetCaptured } from '../../core/flow/captured-of.ts';
import type { FlowState } from '../../core/flow/flow-state.ts';
import { isStepwise, stepsBefore } from '../../core/flow/flow-steps.ts';
import type { Finding, OnErrors } from '../../core/lint/finding.ts';
import { lintAuthorizationRequest } from '../../core/lint/lint-authorization-request.ts';
import { plannedUse } from '../../core/lint/planned-use.ts';
import { buildAuthorizationRequest } from '../../core/oauth/authorization-request.ts';
import { RANDOM_BYTES, randomText } from '../../core/oauth/pkce.ts';
import type { FlowPlan } from '../../core/oauth/request-draft.ts';
import type { Effects } from '../../engine/effects.ts';
import { type EngineRefusal, FlowEngine } from '../../engine/flow-engine.ts';
import { type OpenedRequest, type OpenReply, openedHappening } from '../../engine/open-request.ts';
import { english } from '../english.ts';
import { describeRefusal } from './describe-refusal.ts';
import type { Visit } from './visit.ts';

/** A flow that is about to be run from its start to its tokens. */
export interface FlowRun {
  plan: FlowPlan;
  bank: string;
  clientSecret: string;
  /** the flow that this one runs again */
  repeats?: string;
  onErrors: OnErrors;
  /** who opens the bank's page, where the flow has one; `browser` when it is one */
  visit: Visit;
  how: 'new_tab' | 'copied';
}

/** How far a run came. */
export interface RunEnd {
  /** absent when nothing was recorded */
  flow?: FlowState | undefined;
  /** why it went no further, when that was not the bank's answer: a sentence */
  problem?: string;
  /** what speaks against a request that was not sent */
  findings: readonly Finding[];
}

/** Runs a flow: the steps before the redirect, the redirect, and the exchange; or client credentials alone. */
export async function runPlan(effects: Effects, run: FlowRun): Promise<RunEnd> {
  const engine = new FlowEngine(effects);
  const { plan, clientSecret, bank, repeats, onErrors } = run;
  const options = { bank, onErrors, ...(repeats === undefined ? {} : { repeats }) };
  if (plan.draft.grant === 'client_credentials' && !isStepwise(plan)) {
    const reply = await engine.requestToken(plan, clientSecret, options);
    if (!reply.ok) return refused(undefined, reply.error);
    const answered = await reply.value.answered;
    const flow = await engine.read(reply.value.flowId);
    return answered.ok ? { flow, findings: [] } : refused(flow, answered.error);
  }
  const fresh = () => randomText(effects.randomBytes(RANDOM_BYTES));
  const secrets = { clientSecret, state: fresh(), nonce: fresh(), codeVerifier: fresh() };
  if (!isStepwise(plan)) {
    const findings = await lintRequest(plan, notYetCaptured(plan), secrets);
    const opened = await engine.startAuthorization(plan, secrets, { ...options, findings });
    return opened.ok ? goOn(effects, engine, run, opened.value) : notOpened(engine, opened.error);
  }
  const started = await engine.startSteps(plan, secrets, options);
  if (!started.ok) return refused(undefined, started.error);
  const { flowId } = started.value;
  for (const { name } of stepsBefore(plan)) {
    const reply = await engine.runStep(flowId, name);
    const flow = await engine.read(flowId);
    if (!reply.ok) return refused(flow, reply.error);
    const { outcome } = flow?.calls.at(-1) ?? {};
    if (outcome !== 'tokens' && outcome !== 'api_ok') {
      return { flow, problem: english('cli_step_failed', name), findings: [] };
    }
  }
  const flow = await engine.read(flowId);
  const findings = await lintRequest(plan, flow ? capturedOf(flow) : {}, secrets);
  const opened = await engine.openLater(flowId, { findings, onErrors });
  return opened.ok
    ? goOn(effects, engine, run, opened.value)
    : notOpened(engine, opened.error, flow);
}

/** From the opened request to the tokens. */
async function goOn(
  effects: Effects,
  engine: FlowEngine,
  { plan, visit, how, onErrors }: FlowRun,
  opened: OpenedRequest,
): Promise<RunEnd> {
  const { flowId, url } = opened;
  await effects.journal.append(flowId, openedHappening(opened, how));
  const redirectUri = plan.draft.edits.redirect_uri ?? plan.draft.redirectUri;
  const visited = await visit({ url, redirectUri }, async (sighting) => {
    const reply = await engine.acceptRedirect(sighting);
    return reply.ok;
  });
  const flow = await engine.read(flowId);
  if (!visited.ok) return { flow, problem: visited.error, findings: [] };
  if (flow?.redirect?.verdict !== 'code') return { flow, findings: [] };
  const exchanged = await engine.exchangeCode(flowId, onErrors);
  const after = await engine.read(flowId);
  return exchanged.ok ? { flow: after, findings: [] } : refused(after, exchanged.error);
}

/** Where the bank took no pushed request, the flow says why. */
async function notOpened(
  engine: FlowEngine,
  error: Extract<OpenReply, { ok: false }>['error'],
  flow?: FlowState,
): Promise<RunEnd> {
  if (error.kind !== 'push_failed') return refused(flow, error);
  return { flow: await engine.read(error.flowId), findings: [] };
}

function refused(flow: FlowState | undefined, error: EngineRefusal): RunEnd {
  const findings = error.kind === 'has_errors' ? error.findings : [];
  return { flow, problem: describeRefusal(error), findings };
}

type Randoms = { state: string; nonce: string; codeVerifier: string };

/** What the linter says of the request, as the panel does before it is opened. */
async function lintRequest(
  plan: FlowPlan,
  captured: Readonly<Record<string, string>>,
  secrets: Randoms,
): Promise<Finding[]> {
  const built = await buildAuthorizationRequest(plan, secrets, captured);
  if (!built.ok) return [];
  return lintAuthorizationRequest({ request: built.value, ...plannedUse(plan) });
}
