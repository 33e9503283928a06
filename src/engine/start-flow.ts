import type { BenchMark } from '../core/fault-bench/fault.ts';
import { environmentKind } from '../core/fault-bench/faulty-request.ts';
import type { FlowState } from '../core/flow/flow-state.ts';
import { maskParameters, maskText } from '../core/flow/mask.ts';
import { type KnownSecret, MASKED, type SecretReference } from '../core/flow/secret.ts';
import type { Finding } from '../core/lint/finding.ts';
import { hasError, type OnErrors } from '../core/lint/finding.ts';
import type { RequestHistory } from '../core/lint/lint-authorization-request.ts';
import { maskFindings } from '../core/lint/mask-findings.ts';
import { applyRules } from '../core/lint/rule.ts';
import { pkceReused } from '../core/lint/rules/pkce-reused.ts';
import { stateReused } from '../core/lint/rules/state-reused.ts';
import {
  type AuthorizationRequest,
  buildAuthorizationRequest,
  type Captured,
} from '../core/oauth/authorization-request.ts';
import { plainHttpHost } from '../core/oauth/failure-reach.ts';
import { valuesOf } from '../core/oauth/parameter.ts';
import { codeChallenge } from '../core/oauth/pkce.ts';
import type { DraftSecrets, FlowPlan } from '../core/oauth/request-draft.ts';
import type { EpochMilliseconds } from '../core/time.ts';
import { makeDpopKey } from './dpop-key.ts';
import { findEarlierUse } from './earlier-flows.ts';
import type { Effects } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';
import { isWebAddress, startingSecret } from './flow-plan.ts';

export interface StartOptions {
  /** the bank's name, as chosen */
  bank: string;
  /** the flow that this one runs again */
  repeats?: string;
  /** what the caller's linter said of the request; absent: it was not asked */
  findings?: readonly Finding[] | undefined;
  onErrors: OnErrors;
  /** a page runs the flow by itself */
  watched?: true;
  /** when it was taken over from a file */
  imported?: EpochMilliseconds | undefined;
  /** goes on by itself after a good redirect */
  continues?: true;
  /** it is one of a bench's */
  bench?: BenchMark | undefined;
}

export interface OpenedRequest {
  flowId: string;
  url: string;
  /** the address as it is recorded: secrets replaced by their marks */
  recordedUrl: string;
  /** what the linter said, when that is not in the flow's start already */
  findings: Finding[];
}

/** Builds and records an authorization request that the caller has linted. It counts as opened when the caller records that. */
export async function openAuthorization(
  effects: Effects,
  plan: FlowPlan,
  secrets: DraftSecrets,
  options: StartOptions,
): Promise<EngineReply<OpenedRequest>> {
  // Nobody's real money is there to be tried out.
  if (options.bench && environmentKind(plan) === 'live') {
    return { ok: false, error: { kind: 'nothing_to_send' } };
  }
  const history = await findEarlierUse(effects, secrets);
  const checked = await checkRequest(plan, secrets, { captured: {}, history, ...options });
  if (!checked.ok) return checked;
  const { request, findings } = checked.value;
  // The state that counts is the one on the wire: a person may have typed another, or taken it out.
  const state = valuesOf(request.parameters, 'state')[0] ?? '';
  const flow = await startFlow(effects, plan, { ...secrets, state }, options, findings);
  return opened(effects, flow.flowId, request.url, []);
}

/** The same for a flow that was recorded before, with what its steps have brought since. */
export async function openLater(
  effects: Effects,
  flow: FlowState,
  options: Pick<StartOptions, 'findings' | 'onErrors'>,
): Promise<EngineReply<OpenedRequest>> {
  const { vault } = effects;
  const { plan } = flow.started;
  const [state, nonce, codeVerifier] = await Promise.all([
    startingSecret(vault, flow, 'state'),
    startingSecret(vault, flow, 'nonce'),
    startingSecret(vault, flow, 'code_verifier'),
  ]);
  if (flow.opened || flow.phase === 'abandoned') {
    return { ok: false, error: { kind: 'nothing_to_send' } };
  }
  const values = { state, nonce, code_verifier: codeVerifier } as const;
  const gone = flow.started.secrets.find(
    ({ kind }) => kind in values && values[kind as keyof typeof values] === undefined,
  );
  if (gone) return { ok: false, error: { kind: 'secret_gone', what: gone.kind } };
  const secrets = { state: state ?? '', nonce: nonce ?? '', codeVerifier: codeVerifier ?? '' };
  const history = await findEarlierUse(effects, secrets, flow.flowId);
  const known = { captured: flow.captured, history, ...options };
  const checked = await checkRequest(plan, secrets, known);
  if (!checked.ok) return checked;
  const { request, findings } = checked.value;
  return opened(effects, flow.flowId, request.url, findings);
}

async function opened(
  { vault }: Effects,
  flowId: string,
  url: string,
  findings: Finding[],
): Promise<EngineReply<OpenedRequest>> {
  const known = await vault.known(flowId);
  return {
    ok: true,
    value: {
      flowId,
      url,
      recordedUrl: maskText(url, known),
      findings: maskFindings(findings, known),
    },
  };
}

async function checkRequest(
  plan: FlowPlan,
  secrets: Omit<DraftSecrets, 'clientSecret'>,
  {
    captured,
    history,
    findings: told = [],
    onErrors,
  }: Pick<StartOptions, 'findings' | 'onErrors'> & { captured: Captured; history: RequestHistory },
): Promise<EngineReply<{ request: AuthorizationRequest; findings: Finding[] }>> {
  const built = await buildAuthorizationRequest(plan, secrets, captured);
  if (!built.ok) {
    const { error } = built;
    const missing = error.kind === 'missing_values';
    return { ok: false, error: missing ? error : { kind: 'nothing_to_send' } };
  }
  const request = built.value;
  if (!isWebAddress(request.url)) {
    return { ok: false, error: { kind: 'bad_address', address: request.endpoint } };
  }
  const host = plainHttpHost(request.endpoint);
  if (host !== undefined) return { ok: false, error: { kind: 'plain_http', host } };
  // Only here is it known what earlier flows have used.
  const findings = [...told, ...applyRules([stateReused, pkceReused], { request, history })];
  if (hasError(findings) && onErrors === 'ask') {
    return { ok: false, error: { kind: 'has_errors', findings } };
  }
  return { ok: true, value: { request, findings } };
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

/** Puts what a person typed, and what will be masked, into the vault: a later step needs it again. */
async function keepTyped({ vault }: Effects, flowId: string, { draft }: FlowPlan): Promise<void> {
  const typed = [
    ...Object.entries(draft.edits).map(([name, value]) => ({ name, value: value ?? '' })),
    ...draft.extra,
  ];
  for (const parameter of typed) {
    const [masked] = maskParameters([parameter], await vault.known(flowId));
    if (masked?.value.includes(MASKED)) {
      await vault.put(flowId, 'captured', parameter.value);
    }
  }
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
    ['nonce', plan.profile.nonce ? secrets.nonce : ''],
    ['code_verifier', plan.draft.pkce ? secrets.codeVerifier : ''],
  ] as const;
  for (const [kind, value] of kinds) {
    if (value) kept.push(await effects.vault.put(flowId, kind, value));
  }
  const { pkce } = plan.draft;
  const challenge =
    pkce && secrets.codeVerifier ? await codeChallenge(secrets.codeVerifier) : undefined;
  await keepTyped(effects, flowId, plan);
  const isOurs = !options.watched && !options.imported;
  const dpopKey = isOurs ? await makeDpopKey(effects, plan, flowId) : undefined;
  const known = await effects.vault.known(flowId);
  await effects.journal.append(flowId, {
    kind: 'started',
    plan: maskPlan(plan, known),
    bank: options.bank,
    secrets: kept,
    ...(challenge === undefined ? {} : { codeChallenge: challenge }),
    ...(dpopKey && { dpopKey }),
    findings: maskFindings(findings, known),
    ...(options.repeats === undefined ? {} : { repeats: options.repeats }),
    ...(options.watched && { watched: true as const }),
    ...(effects.made && { made: effects.made }),
    ...(options.imported && { imported: options.imported }),
    ...(options.continues && { continues: true as const }),
    ...(options.bench && { bench: options.bench }),
  });
  return { flowId };
}
