import { maskParameters, maskText } from '../core/flow/mask.ts';
import type { KnownSecret, SecretReference } from '../core/flow/secret.ts';
import type { Finding } from '../core/lint/finding.ts';
import { hasError, type OnErrors } from '../core/lint/finding.ts';
import { lintAuthorizationRequest } from '../core/lint/lint-authorization-request.ts';
import { maskFindings } from '../core/lint/mask-findings.ts';
import { buildAuthorizationRequest } from '../core/oauth/authorization-request.ts';
import { plainHttpHost } from '../core/oauth/failure-reach.ts';
import { valuesOf } from '../core/oauth/parameter.ts';
import type { DraftSecrets, FlowPlan } from '../core/oauth/request-draft.ts';
import type { Effects } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';

export interface StartOptions {
  /** the bank's name, as chosen */
  bank: string;
  /** the flow that this one runs again */
  repeats?: string;
  onErrors: OnErrors;
}

export interface OpenedRequest {
  flowId: string;
  url: string;
  /** the address as it is recorded: secrets replaced by their marks */
  recordedUrl: string;
}

/** Builds, lints and records an authorization request. It counts as opened when the caller records that. */
export async function openAuthorization(
  effects: Effects,
  plan: FlowPlan,
  secrets: DraftSecrets,
  options: StartOptions,
): Promise<EngineReply<OpenedRequest>> {
  const built = await buildAuthorizationRequest(plan, secrets);
  if (!built.ok) return { ok: false, error: { kind: 'nothing_to_send' } };
  const request = built.value;
  if (!URL.canParse(request.url)) {
    return { ok: false, error: { kind: 'bad_address', address: request.endpoint } };
  }
  const host = plainHttpHost(request.endpoint);
  if (host !== undefined) return { ok: false, error: { kind: 'plain_http', host } };
  const findings = lintAuthorizationRequest({
    request,
    profile: plan.profile,
    clientAuthentication: plan.draft.clientAuthentication,
  });
  if (hasError(findings) && options.onErrors === 'ask') {
    return { ok: false, error: { kind: 'has_errors', findings } };
  }
  // The state that counts is the one on the wire: a person may have typed another, or taken it out.
  const state = valuesOf(request.parameters, 'state')[0] ?? '';
  const flow = await startFlow(effects, plan, { ...secrets, state }, options, findings);
  const known = await effects.vault.known(flow.flowId);
  return {
    ok: true,
    value: { flowId: flow.flowId, url: request.url, recordedUrl: maskText(request.url, known) },
  };
}

/** A plan as it may be recorded: a person may have typed a secret among the parameters. */
function maskPlan(plan: FlowPlan, known: readonly KnownSecret[]): FlowPlan {
  const { edits, extra, variables } = plan.draft;
  const masked = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      maskParameters(
        Object.entries(values).map(([name, value]) => ({ name, value })),
        known,
      ).map(({ name, value }) => [name, value]),
    );
  const given = Object.entries(edits).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  const draft = {
    ...plan.draft,
    edits: { ...edits, ...masked(Object.fromEntries(given)) },
    extra: maskParameters(extra, known),
    variables: masked(variables),
  };
  return { ...plan, draft };
}

/** Records the start of a flow; its secret values go to the vault. Empty ones are not kept. */
export async function startFlow(
  effects: Effects,
  plan: FlowPlan,
  secrets: Partial<DraftSecrets>,
  options: StartOptions,
  findings: Finding[],
): Promise<{ flowId: string }> {
  const flowId = effects.randomId();
  const kept: SecretReference[] = [];
  const kinds = [
    ['client_secret', secrets.clientSecret],
    ['state', secrets.state],
    ['code_verifier', plan.draft.pkce ? secrets.codeVerifier : ''],
  ] as const;
  for (const [kind, value] of kinds) {
    if (value) kept.push(await effects.vault.put(flowId, kind, value));
  }
  const known = await effects.vault.known(flowId);
  await effects.journal.append(flowId, {
    kind: 'started',
    plan: maskPlan(plan, known),
    bank: options.bank,
    secrets: kept,
    findings: maskFindings(findings, known),
    ...(options.repeats === undefined ? {} : { repeats: options.repeats }),
  });
  return { flowId };
}
