import { type FlowState, foldFlow } from '../core/flow/flow-state.ts';
import { maskParameters } from '../core/flow/mask.ts';
import type { KnownSecret } from '../core/flow/secret.ts';
import { judgeResponse } from '../core/lint/judge-response.ts';
import { maskFindings } from '../core/lint/mask-findings.ts';
import {
  type AuthorizationResponse,
  parseAuthorizationResponse,
  responseParameters,
  responseValue,
} from '../core/oauth/authorization-response.ts';
import { carriesAnswer, matchResponse, type PendingFlow } from '../core/oauth/match-response.ts';
import { type Parameter, valuesOf } from '../core/oauth/parameter.ts';
import { withUsualResponseNames } from '../core/oauth/response-names.ts';
import type { Effects, Vault } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';
import { planIssuer } from './flow-plan.ts';
import { findRedirectFacts } from './redirect-facts.ts';

/** An address that may be somebody's redirect. */
export interface RedirectSighting {
  url: string;
  via: 'navigation' | 'failed_navigation' | 'pasted' | 'watched';
  /** what was posted there */
  form?: Parameter[] | undefined;
  /** HTTP status of the bank's redirect */
  status?: number | undefined;
  /** the flow that a person pasted it into; then it is judged even if nothing fits */
  flowId?: string;
}

interface OpenedFlow extends PendingFlow {
  flow: FlowState;
  /** the answer under the usual names, as this flow's bank calls them */
  response: AuthorizationResponse;
}

/** A flow older than this does not take redirects of itself any more, milliseconds. */
const OPEN_FOR_MS = 24 * 3_600_000;

/**
 * Finds the flow that an answer is for, judges the answer and records it. The state and the redirect URI
 * are compared before anything else; a refused answer keeps its code for view and is never exchanged.
 *
 * @see RFC 6749 §4.1.2, §10.12
 */
export async function acceptRedirect(
  effects: Effects,
  { url, via, form, status, flowId }: RedirectSighting,
): Promise<EngineReply> {
  const parsed = parseAuthorizationResponse(url);
  const received = parsed && { ...parsed, ...(form && { form }) };
  if (!received) return refuse({ kind: 'not_a_url' });
  const found = await findFlow(effects, received, via, flowId);
  if (!found) return refuse({ kind: 'no_such_flow' });
  if ('seenBy' in found) return { ok: true, value: { flowId: found.seenBy } };
  const { flow, response } = found;
  // A page's request that was not seen told neither: the answer cannot be held against them.
  const blind = via === 'watched' && found.redirectUri === '';
  const redirectUri = blind ? received.landedOn : found.redirectUri;
  const state = found.state ?? (blind ? responseValue(response, 'state') : undefined);
  const { redirectAnswer } = flow.started.plan.profile;
  const { verdict, code, findings } = judgeResponse(response, {
    ...(await findRedirectFacts(effects, flow, responseValue(response, 'code') || undefined)),
    clientId: flow.started.plan.draft.clientId,
    nowMs: effects.clock.nowMs(),
    redirectStatus: status,
    redirectUri,
    state,
    issuer: planIssuer(flow.started.plan),
    issuerInResponse: flow.started.plan.profile.issuerInResponse,
    answeredBefore: flow.redirect?.verdict === 'code',
    mode: redirectAnswer?.mode ?? 'query',
  });
  const reference =
    code === undefined
      ? undefined
      : await effects.vault.put(flow.flowId, 'authorization_code', code);
  const ownName = redirectAnswer?.code;
  if (ownName !== undefined) {
    for (const value of valuesOf(responseParameters(received), ownName)) {
      await effects.vault.put(flow.flowId, 'authorization_code', value);
    }
  }
  const known = await effects.vault.known(flow.flowId);
  const recorded = maskResponse(received, known);
  await effects.journal.append(flow.flowId, {
    kind: 'redirect_captured',
    via,
    response: recorded,
    verdict,
    findings: maskFindings(findings, known),
    ...(reference === undefined ? {} : { code: reference }),
  });
  return { ok: true, value: { flowId: flow.flowId } };
}

function refuse(error: { kind: 'not_a_url' } | { kind: 'no_such_flow' }): EngineReply {
  return { ok: false, error };
}

async function findFlow(
  effects: Effects,
  received: AuthorizationResponse,
  via: RedirectSighting['via'],
  flowId: string | undefined,
): Promise<OpenedFlow | { seenBy: string } | undefined> {
  const opened: OpenedFlow[] = [];
  if (flowId === undefined && responseParameters(received).length === 0) return undefined;
  for (const summary of await effects.journal.summaries()) {
    if (flowId !== undefined && summary.flowId !== flowId) continue;
    if (effects.clock.nowMs() - summary.startedAtMs > OPEN_FOR_MS && flowId === undefined) continue;
    const flow = foldFlow(await effects.journal.events(summary.flowId));
    if (!flow?.opened && via !== 'watched') continue;
    if (!flow) continue;
    const { profile, draft } = flow.started.plan;
    const response = withUsualResponseNames(received, profile.redirectAnswer);
    if (flowId === undefined && !carriesAnswer(response)) continue;
    if (flow.started.watched && via !== 'watched') {
      // A page's flow is told by what the page was seen doing: its answer is known, and nobody's else.
      const state = responseValue(response, 'state');
      if (state !== undefined && state === (await expectedState(effects.vault, flow, state))) {
        return { seenBy: flow.flowId };
      }
      continue;
    }
    opened.push({
      flow,
      response,
      flowId: flow.flowId,
      redirectUri: draft.edits.redirect_uri ?? draft.redirectUri,
      state: await expectedState(effects.vault, flow, responseValue(response, 'state')),
      openedAtMs: flow.opened?.atMs ?? flow.startedAtMs,
    });
  }
  const seenBy = await findRecorded(effects.vault, opened, received);
  if (seenBy !== undefined) return { seenBy };
  if (flowId !== undefined) return opened[0];
  const owners = opened.filter(
    ({ state, response }) => state !== undefined && state === responseValue(response, 'state'),
  );
  const owner = matchResponse(received, owners);
  // The person gave this flow up: its late answer is nobody's, and no other flow's either.
  if (owner) return owner.flow.phase === 'abandoned' ? undefined : owner;
  const waiting = opened.filter(({ flow }) => flow.phase === 'awaiting_redirect');
  return matchResponse(received, waiting);
}

/**
 * Browsers report one landing several times (on its way, committed, failed, reloaded): the first report
 * is the one, whichever flow took it.
 */
async function findRecorded(
  vault: Vault,
  opened: readonly OpenedFlow[],
  response: AuthorizationResponse,
): Promise<string | undefined> {
  for (const { flow, flowId } of opened) {
    if (!flow.redirect) continue;
    const recorded = maskResponse(response, await vault.known(flowId));
    if (JSON.stringify(flow.redirect.response) === JSON.stringify(recorded)) return flowId;
  }
  return undefined;
}

/**
 * The state that must come back. When its value is gone from memory (the browser was restarted), the
 * fingerprint of what came back decides; nothing that differs can pass for it.
 */
async function expectedState(
  vault: Vault,
  flow: FlowState,
  returned: string | undefined,
): Promise<string | undefined> {
  const reference = flow.started.secrets.find(({ kind }) => kind === 'state');
  if (!reference) return undefined;
  const value = await vault.value(reference.id);
  if (value !== undefined) return value;
  const same =
    returned !== undefined && (await vault.fingerprint(returned)) === reference.fingerprint;
  return same ? returned : '\u0000'.repeat(reference.length);
}

function maskResponse(
  response: AuthorizationResponse,
  known: readonly KnownSecret[],
): AuthorizationResponse {
  return {
    landedOn: response.landedOn,
    query: maskParameters(response.query, known),
    fragment: maskParameters(response.fragment, known),
    ...(response.form ? { form: maskParameters(response.form, known) } : {}),
  };
}
