import type { HappeningOf } from '../core/flow/flow-event.ts';
import { type FlowState, foldFlow } from '../core/flow/flow-state.ts';
import type { FlowRow } from '../core/flow/flow-summary.ts';
import { maskParameters } from '../core/flow/mask.ts';
import type { RedirectVia } from '../core/flow/redirect-via.ts';
import type { KnownSecret } from '../core/flow/secret.ts';
import {
  type AuthorizationResponse,
  responseParameters,
  responseValue,
} from '../core/oauth/authorization-response.ts';
import { carriesAnswer, matchResponse, type PendingFlow } from '../core/oauth/match-response.ts';
import { withUsualResponseNames } from '../core/oauth/response-names.ts';
import { type OpenedResponse, openResponse } from '../core/oauth/signed-response.ts';
import type { EpochMilliseconds } from '../core/time.ts';
import type { Effects, Vault } from './effects.ts';
import { expectedSecret, planIssuer } from './flow-plan.ts';

/** A flow that an answer may be for, with all that the two are compared by. */
export interface OpenedFlow extends PendingFlow {
  flow: FlowState;
  /** every answer that was recorded in it */
  landings: HappeningOf<'redirect_captured'>[];
  /** the answer, out of its JWT, under the usual names, as this flow's bank calls them */
  response: OpenedResponse;
}

/** An answer, and how it came. */
export interface Landing {
  received: AuthorizationResponse;
  via: RedirectVia;
  /** the flow that a person pasted it into, or that a page runs */
  flowId?: string | undefined;
  /** only the flow with its state takes it */
  standing?: true | undefined;
}

/** A flow older than this does not take redirects of itself any more, milliseconds. */
export const OPEN_FOR_MS = 24 * 3_600_000;
/** Within this time one landing is reported by all its events, milliseconds. */
const ONE_LANDING_MS = 5000;
/** What tells one answer from the next. */
const TELLING = ['code', 'state', 'response'];

/** The flow that an answer is for, or the one that has had it; `undefined` where nobody waits for it. */
export async function findFlow(
  effects: Effects,
  landing: Landing,
): Promise<OpenedFlow | { seenBy: string } | undefined> {
  const { received, via, flowId, standing } = landing;
  const opened: OpenedFlow[] = [];
  for (const candidate of await candidates(effects, landing)) {
    const found = await openFlow(effects, candidate, landing);
    if (found && 'seenBy' in found) return found;
    if (found) opened.push(found);
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

/** The ids of the flows that are worth reading, by their rows alone: a day may have seen thousands. */
async function candidates(
  { journal, vault, clock }: Effects,
  { received, flowId }: Landing,
): Promise<string[]> {
  if (flowId !== undefined) return [flowId];
  const parameters = responseParameters(received);
  if (parameters.length === 0) return [];
  const sinceMs = clock.nowMs() - OPEN_FOR_MS;
  const open = (await journal.summaries('going_on')).filter(
    ({ startedAtMs }) => startedAtMs >= sinceMs,
  );
  if (open.length === 0) return [];
  const values = await Promise.all(parameters.map(({ value }) => vault.fingerprint(value)));
  const owners = open.filter(({ fingerprints }) =>
    fingerprints.some((one) => values.includes(one)),
  );
  const isAtHome = owners.some(({ landing }) => landing?.page === received.landedOn);
  const isTelling = TELLING.some((name) => responseValue(received, name) !== undefined);
  const mayTake = (flow: FlowRow) =>
    flow.phase === 'awaiting_redirect' ||
    flow.phase === 'refused_by_us' ||
    (!isTelling && isRecent(flow, clock.nowMs()));
  // The state of an encrypted answer cannot be seen.
  const isWrapped = responseValue(received, 'response') !== undefined;
  const found = open.filter(
    (flow) =>
      isWrapped ||
      owners.includes(flow) ||
      values.includes(flow.answer?.code?.fingerprint ?? '') ||
      (!isAtHome && mayTake(flow)),
  );
  return found.map((flow) => flow.flowId);
}

function isRecent({ answer }: FlowRow, nowMs: EpochMilliseconds): boolean {
  return answer !== undefined && nowMs - answer.atMs < ONE_LANDING_MS;
}

/** A flow, and the answer as its bank writes it; `undefined` where the two do not go together. */
async function openFlow(
  { journal, vault }: Effects,
  flowId: string,
  { received, via, flowId: given }: Landing,
): Promise<OpenedFlow | { seenBy: string } | undefined> {
  const events = await journal.events(flowId);
  const flow = foldFlow(events);
  if (!flow || (via !== 'watched' && (!flow.opened || flow.started.imported))) return undefined;
  const { profile, draft } = flow.started.plan;
  const response = withUsualResponseNames(received, profile.redirectAnswer);
  if (given === undefined && !carriesAnswer(response) && !response.jwt) return undefined;
  const returned = responseValue(response, 'state');
  const state = await expectedSecret(vault, flow, 'state', returned);
  if (flow.started.watched && via !== 'watched') {
    // A page's flow is told by what the page was seen doing: its answer is known, and nobody's else.
    return returned !== undefined && returned === state ? { seenBy: flowId } : undefined;
  }
  return {
    flow,
    response,
    flowId,
    redirectUri: draft.edits.redirect_uri ?? draft.redirectUri,
    issuer: planIssuer(flow.started.plan),
    landings: events.flatMap(({ happening }) =>
      happening.kind === 'redirect_captured' ? [happening] : [],
    ),
    state,
    openedAtMs: flow.opened?.atMs ?? flow.startedAtMs,
  };
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
    const isOnly = TELLING.some((name) => responseValue(response, name));
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

/** An answer as it may be recorded. */
export function maskResponse(
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
