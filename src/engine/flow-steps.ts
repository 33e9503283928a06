import { currentToken, type FlowState } from '../core/flow/flow-state.ts';
import { plannedSteps, stepsBefore } from '../core/flow/flow-steps.ts';
import { explainApiAnswer } from '../core/lint/explain-api-answer.ts';
import { lintSentRequest } from '../core/lint/lint-sent-request.ts';
import { applyRules } from '../core/lint/rule.ts';
import { captureMissing } from '../core/lint/rules/capture-missing.ts';
import { isDpopType, withTokenScheme } from '../core/oauth/dpop-proof.ts';
import type { HttpRequest } from '../core/oauth/http-message.ts';
import { readCaptures } from '../core/oauth/read-captures.ts';
import { buildClientRequest } from './client-request.ts';
import { findEarlierTokens } from './earlier-flows.ts';
import type { Effects, ReceivedAnswer } from './effects.ts';
import type { EngineRefusal, EngineReply } from './flow-engine.ts';
import { clientToken } from './flow-plan.ts';
import { maskCaptured, type ReadAnswer } from './perform-call.ts';
import { performProven } from './perform-proven.ts';
import { receiveTokens } from './read-token-answer.ts';

const refuse = (error: EngineRefusal): EngineReply => ({ ok: false, error });

/**
 * Performs one step that comes before the redirect: a client token, a consent, an authorisation. What
 * the answer holds for later steps is recorded. A step may be performed again.
 */
export async function runStep(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
  name: string,
): Promise<EngineReply> {
  const { plan } = flow.started;
  const step = stepsBefore(plan).find((one) => one.name === name);
  // What the person saw at the bank was made of these steps: afterwards they stand.
  if (!step || flow.opened || flow.phase === 'abandoned') {
    return refuse({ kind: 'nothing_to_send' });
  }
  const isToken = step.template.role === 'token';
  const client = isToken ? undefined : clientToken(flow);
  const carried = client && (await effects.vault.value(client.secret.id));
  return performProven(
    effects,
    flow,
    signal,
    async (now) => {
      const built = await buildClientRequest(effects, now, name, {});
      if (!built.ok) return built;
      const { assertion } = built.value;
      const request = client
        ? withTokenScheme(built.value.request, client.token_type)
        : built.value.request;
      const findings = isToken
        ? lintSentRequest({
            request,
            plan,
            purpose: 'client_credentials',
            certificate: effects.certificate,
            tokens: await findEarlierTokens(effects, plan, flow.flowId),
            nowMs: effects.clock.nowMs(),
          })
        : [];
      const uses = currentToken(flow, 'access_token')?.secret.id;
      const carries = uses !== undefined && step.template.role === 'resource';
      const isBound = carried !== undefined && isDpopType(client?.token_type);
      const proves = isToken ? 'new' : isBound ? { accessToken: carried } : undefined;
      const call = { purpose: 'step', name, request, findings, assertion, proves } as const;
      return { ok: true, value: { ...call, ...(carries ? { uses } : {}) } };
    },
    (received, { request }) => readStep(effects, flow, { name, request }, received),
  );
}

/** Ids that a person typed in place of those the bank gave; only names that some step captures. */
export async function saveCaptured(
  effects: Effects,
  flow: FlowState,
  values: Readonly<Record<string, string>>,
): Promise<EngineReply> {
  const known = new Set(
    plannedSteps(flow.started.plan).flatMap(({ template }) =>
      (template.captures ?? []).map(({ name }) => name),
    ),
  );
  const own = Object.fromEntries(Object.entries(values).filter(([name]) => known.has(name)));
  if (Object.keys(own).length === 0 || flow.opened) return refuse({ kind: 'nothing_to_send' });
  const masked = await maskCaptured(effects.vault, flow.flowId, own);
  await effects.journal.append(flow.flowId, { kind: 'captured', values: masked, by: 'person' });
  return { ok: true, value: { flowId: flow.flowId } };
}

/** What the answer to a step means: tokens of the client, or ids that later steps use. */
export async function readStep(
  effects: Effects,
  flow: FlowState,
  { name, request }: { name: string; request: HttpRequest },
  received: ReceivedAnswer,
): Promise<ReadAnswer> {
  const { profile } = flow.started.plan;
  const template = profile.requests[name];
  const purpose = { purpose: 'client_credentials', step: name, request } as const;
  const read =
    template?.role === 'token'
      ? await receiveTokens(effects, flow, purpose, received)
      : { ...explainApiAnswer(received.answer, profile, request.url), tokens: [] };
  if (read.outcome !== 'tokens' && read.outcome !== 'api_ok') return read;
  const { values, missing } = readCaptures(template?.captures ?? [], received.answer);
  const findings = [...read.findings, ...applyRules([captureMissing], { missing })];
  return { ...read, findings, captured: values };
}
