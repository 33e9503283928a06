import type { FaultId } from '../core/fault-bench/fault.ts';
import type { HappeningOf, RedirectVia } from '../core/flow/flow-event.ts';
import { type FlowState, foldFlow, isHeld } from '../core/flow/flow-state.ts';
import { maskJwt, maskParameters } from '../core/flow/mask.ts';
import type { KnownSecret } from '../core/flow/secret.ts';
import { judgeResponse } from '../core/lint/judge-response.ts';
import { maskFindings } from '../core/lint/mask-findings.ts';
import { answerMode, signedAnswer } from '../core/oauth/answer-mode.ts';
import {
  type AnswerSignature,
  type AuthorizationResponse,
  parseAuthorizationResponse,
  responseParameters,
  responseValue,
} from '../core/oauth/authorization-response.ts';
import { carriesAnswer, matchResponse, type PendingFlow } from '../core/oauth/match-response.ts';
import { type Parameter, valuesOf } from '../core/oauth/parameter.ts';
import { withUsualResponseNames } from '../core/oauth/response-names.ts';
import { type OpenedResponse, openResponse } from '../core/oauth/signed-response.ts';
import { decodeToken } from '../core/tokens/decode-jwt.ts';
import { verifyByBank } from './bank-keys.ts';
import type { Effects, Vault } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';
import { expectedSecret, planIssuer } from './flow-plan.ts';
import { keepAnswer } from './held-answer.ts';
import { findRedirectFacts } from './redirect-facts.ts';

/** An address that may be somebody's redirect. */
export interface RedirectSighting {
  url: string;
  via: RedirectVia;
  /** the tab it came in */
  tabId?: number;
  /** what was posted there */
  form?: Parameter[] | undefined;
  /** HTTP status of the bank's redirect */
  status?: number | undefined;
  /** the flow that a person pasted it into; then it is judged even if nothing fits */
  flowId?: string;
  /** we made it ourselves */
  fault?: FaultId | undefined;
  /** a tab was found there, and may have stood there for long: only the flow with its state takes it */
  standing?: true;
}

interface OpenedFlow extends PendingFlow {
  flow: FlowState;
  /** every answer that was recorded in it */
  landings: HappeningOf<'redirect_captured'>[];
  /** the answer, out of its JWT, under the usual names, as this flow's bank calls them */
  response: OpenedResponse;
}

/** A flow older than this does not take redirects of itself any more, milliseconds. */
export const OPEN_FOR_MS = 24 * 3_600_000;
/** Within this time one landing is reported by all its events, milliseconds. */
const ONE_LANDING_MS = 5000;

/** Takes a redirect that the browser showed or a person pasted, if some flow waits for it: one after the other. */
export function takeRedirect(effects: Effects, sighting: RedirectSighting): Promise<EngineReply> {
  return effects.exclusive('redirects', () => acceptRedirect(effects, sighting));
}

/**
 * Finds the flow that an answer is for, judges the answer and records it. The state and the redirect URI
 * are compared before anything else; a refused answer keeps its code for view and is never exchanged.
 *
 * @see RFC 6749 §4.1.2, §10.12
 */
export async function acceptRedirect(
  effects: Effects,
  sighting: RedirectSighting,
): Promise<EngineReply> {
  const { url, via, tabId, form, status, flowId, fault, standing } = sighting;
  const parsed = parseAuthorizationResponse(url);
  const received = parsed && { ...parsed, ...(form && { form }) };
  if (!received) return refuse({ kind: 'not_a_url' });
  const found = await findFlow(effects, received, via, flowId, standing);
  if (!found) return refuse({ kind: 'no_such_flow' });
  if ('seenBy' in found) return { ok: true, value: { flowId: found.seenBy } };
  const { flow, response } = found;
  // A page's request that was not seen told neither: the answer cannot be held against them.
  const blind = via === 'watched' && found.redirectUri === '';
  const redirectUri = blind ? received.landedOn : found.redirectUri;
  const state = found.state ?? (blind ? responseValue(response, 'state') : undefined);
  const { plan } = flow.started;
  const { redirectAnswer } = plan.profile;
  const signed = signedAnswer(plan);
  // A page's own flow goes on whatever we know of its bank's keys: nothing is fetched for it.
  const signature =
    response.jwt && via !== 'watched'
      ? await verifyByBank(effects, plan, response.jwt, signed)
      : undefined;
  const { verdict, code, findings } = judgeResponse(response, {
    ...(await findRedirectFacts(effects, flow, responseValue(response, 'code') || undefined)),
    clientId: plan.draft.clientId,
    nowMs: effects.clock.nowMs(),
    redirectStatus: status,
    redirectUri,
    state,
    issuer: planIssuer(plan),
    issuerInResponse: plan.profile.issuerInResponse,
    answeredBefore: flow.redirect?.verdict === 'code',
    mode: answerMode(plan),
    signed,
    signature,
    ...(via === 'watched' && { signatureCheck: 'skip' as const }),
  });
  const reference =
    code === undefined
      ? undefined
      : await effects.vault.put(flow.flowId, 'authorization_code', code);
  const hidden = [
    ['authorization_code', redirectAnswer?.code ?? ''],
    // Shown by its mark; what it holds can be read later.
    ['captured', 'response'],
  ] as const;
  for (const [kind, name] of hidden) {
    for (const value of valuesOf(responseParameters(received), name)) {
      if (value !== '') await effects.vault.put(flow.flowId, kind, value);
    }
  }
  const known = await effects.vault.known(flow.flowId);
  const recorded = maskResponse(received, known);
  const held =
    via !== 'pasted' && isHeld(flow)
      ? await keepAnswer(effects.vault, flow.flowId, { url, ...(form && { form }) })
      : undefined;
  await effects.journal.append(flow.flowId, {
    kind: 'redirect_captured',
    via,
    ...(tabId === undefined ? {} : { tabId }),
    ...(status === undefined ? {} : { status }),
    response: recorded,
    verdict,
    findings: maskFindings(findings, known),
    ...(reference === undefined ? {} : { code: reference }),
    ...describeSigned(response, signature, known),
    ...(held === undefined ? {} : { held }),
    ...(fault && { fault }),
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
  standing: true | undefined,
): Promise<OpenedFlow | { seenBy: string } | undefined> {
  const opened: OpenedFlow[] = [];
  if (flowId === undefined && responseParameters(received).length === 0) return undefined;
  const which = flowId === undefined ? 'going_on' : undefined;
  for (const summary of await effects.journal.summaries(which)) {
    if (flowId !== undefined && summary.flowId !== flowId) continue;
    if (effects.clock.nowMs() - summary.startedAtMs > OPEN_FOR_MS && flowId === undefined) continue;
    const events = await effects.journal.events(summary.flowId);
    const flow = foldFlow(events);
    if (!flow?.opened && via !== 'watched') continue;
    if (!flow) continue;
    const { profile, draft } = flow.started.plan;
    const response = withUsualResponseNames(received, profile.redirectAnswer);
    if (flowId === undefined && !carriesAnswer(response) && !response.jwt) continue;
    if (flow.started.watched && via !== 'watched') {
      // A page's flow is told by what the page was seen doing: its answer is known, and nobody's else.
      const state = responseValue(response, 'state');
      if (
        state !== undefined &&
        state === (await expectedSecret(effects.vault, flow, 'state', state))
      ) {
        return { seenBy: flow.flowId };
      }
      continue;
    }
    opened.push({
      flow,
      response,
      flowId: flow.flowId,
      redirectUri: draft.edits.redirect_uri ?? draft.redirectUri,
      issuer: planIssuer(flow.started.plan),
      landings: events.flatMap(({ happening }) =>
        happening.kind === 'redirect_captured' ? [happening] : [],
      ),
      state: await expectedSecret(effects.vault, flow, 'state', responseValue(response, 'state')),
      openedAtMs: flow.opened?.atMs ?? flow.startedAtMs,
    });
  }
  const seenBy = await findRecorded(effects, opened, received, via);
  if (seenBy !== undefined) return { seenBy };
  if (flowId !== undefined) return opened[0];
  const owners = opened.filter(
    ({ state, response }) => state !== undefined && state === responseValue(response, 'state'),
  );
  if (standing && owners.length === 0) return undefined;
  const read = openResponse(received);
  const owner = matchResponse(read, owners);
  // The person gave this flow up: its late answer is nobody's, and no other flow's either.
  if (owner) return owner.flow.phase === 'abandoned' ? undefined : owner;
  const waiting = opened.filter(({ flow }) => flow.phase === 'awaiting_redirect');
  return matchResponse(read, waiting);
}

/**
 * Browsers report one landing several times (on its way, committed, failed, reloaded), and apps forward
 * it with all its parameters to a page of theirs: the first report is the one, whichever flow took it.
 */
async function findRecorded(
  { vault, clock }: Effects,
  opened: readonly OpenedFlow[],
  received: AuthorizationResponse,
  via: RedirectVia,
): Promise<string | undefined> {
  for (const { flow, flowId, landings: all, response } of opened) {
    // What could not be verified can be once the keys are to be had: a person gives it again.
    const landings = all.filter(
      ({ signed }) => via !== 'pasted' || signed?.signature !== 'no_keys',
    );
    if (landings.length === 0) continue;
    const known = await knownAgain(vault, flow, landings, received);
    const masked = writtenParameters(maskResponse(received, known));
    const isOnly = ['code', 'state', 'response'].some((name) => responseValue(response, name));
    // An answer that nothing tells from the next one is the same for a moment only.
    const isRecent = clock.nowMs() - (flow.redirect?.atMs ?? 0) < ONE_LANDING_MS;
    const isSame = landings.some((landing) => writtenParameters(landing.response) === masked);
    if (isSame && (isOnly || isRecent)) return flowId;
  }
  return undefined;
}

function writtenParameters(response: AuthorizationResponse): string {
  return JSON.stringify(responseParameters(response));
}

/** A flow's secrets; those whose values are gone are known again by their fingerprints. */
async function knownAgain(
  vault: Vault,
  flow: FlowState,
  landings: OpenedFlow['landings'],
  received: AuthorizationResponse,
): Promise<KnownSecret[]> {
  const known = await vault.known(flow.flowId);
  const recorded = [...flow.started.secrets, ...landings.flatMap(({ code }) => code ?? [])];
  const gone = recorded.filter(({ id }) => known.every(({ reference }) => reference.id !== id));
  for (const { value } of gone.length > 0 ? responseParameters(received) : []) {
    const fingerprint = await vault.fingerprint(value);
    const reference = gone.find((one) => one.fingerprint === fingerprint);
    if (reference) known.push({ reference, value });
  }
  return known;
}

/** The JWT that an answer was, as it may be recorded; nothing where it cannot be read. */
function describeSigned(
  { jwt }: OpenedResponse,
  signature: AnswerSignature | undefined,
  known: readonly KnownSecret[],
): Pick<HappeningOf<'redirect_captured'>, 'signed'> {
  const decoded = decodeToken(jwt ?? '');
  if (decoded.kind !== 'jwt' || !signature) return {};
  const { header = {}, claims = {} } = decoded;
  const { verdict, alg, key } = signature;
  const texts = Object.entries(claims).flatMap(([name, value]) =>
    typeof value === 'string' ? [{ name, value }] : [],
  );
  // Short values are found under a secret's name alone.
  const masked = maskParameters(texts, known).map(({ name, value }) => [name, value]);
  const content = maskJwt({ header, claims: { ...claims, ...Object.fromEntries(masked) } }, known);
  return { signed: { content, signature: verdict, alg, key } };
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
