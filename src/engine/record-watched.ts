import { type FlowState, foldFlow, type Phase } from '../core/flow/flow-state.ts';
import type { FlowRow } from '../core/flow/flow-summary.ts';
import { maskText } from '../core/flow/mask.ts';
import type { SecretKind } from '../core/flow/secret.ts';
import { maskFindings } from '../core/lint/mask-findings.ts';
import { applyRules } from '../core/lint/rule.ts';
import { stateReused } from '../core/lint/rules/state-reused.ts';
import { readSentJwt } from '../core/lint/sent-jwt.ts';
import { parseAuthorizationRequest } from '../core/oauth/authorization-request.ts';
import {
  landsOn,
  parseAuthorizationResponse,
  responseValue,
} from '../core/oauth/authorization-response.ts';
import { headerOf } from '../core/oauth/http-message.ts';
import { valuesOf } from '../core/oauth/parameter.ts';
import { withUsualResponseNames } from '../core/oauth/response-names.ts';
import { openResponse } from '../core/oauth/signed-response.ts';
import { err } from '../core/result.ts';
import type { EpochMilliseconds } from '../core/time.ts';
import type { WatchReport } from '../core/watch/watch-report.ts';
import { acceptRedirect } from './accept-redirect.ts';
import { findEarlierUse } from './earlier-flows.ts';
import type { Effects } from './effects.ts';
import { performCall } from './perform-call.ts';
import { readNonce } from './perform-proven.ts';
import { receiveTokens } from './read-token-answer.ts';
import { startFlow } from './start-flow.ts';
import { unmaskFlow } from './unmask-flow.ts';

type SeenAnswer = Extract<WatchReport['seen'], { kind: 'answer' }>;
type SeenCall = Extract<WatchReport['seen'], { kind: 'call' }>;

/**
 * Records what a page was seen doing as an ordinary flow, each thing once however often it is told. Nothing
 * is recorded of flows that were opened from here: `own` then.
 */
export async function recordWatched(
  effects: Effects,
  report: WatchReport,
): Promise<{ own: boolean }> {
  const { flowId, start, atMs, seen } = report;
  const dated: Effects = {
    ...effects,
    clock: { nowMs: () => atMs },
    randomId: () => flowId,
    journal: {
      append: (id, happening) => effects.journal.append(id, happening, atMs),
      claim: (id, call) => effects.journal.claim(id, call),
      events: (id) => effects.journal.events(id),
      summaries: () => effects.journal.summaries('all'),
      othersLike: (answer) => effects.journal.othersLike(answer),
    },
  };
  if ((await effects.journal.events(flowId)).length === 0) {
    if (await isOwn(effects, report)) return { own: true };
    // A flow that was cleared meanwhile does not come back.
    if (start) await begin(dated, report, start, start.imported && effects.clock.nowMs());
  }
  const events = await effects.journal.events(flowId);
  const flow = foldFlow(events);
  if (!flow) return { own: false };
  switch (seen.kind) {
    case 'page': {
      const { url, findings = [], ...rest } = seen;
      const known = await effects.vault.known(flowId);
      const masked = maskFindings(findings, known);
      const page = { ...rest, kind: 'page_seen' as const, url: maskText(url, known) };
      const happening = masked.length === 0 ? page : { ...page, findings: masked };
      const isTold = events.some(
        (event) =>
          event.atMs === atMs && JSON.stringify(event.happening) === JSON.stringify(happening),
      );
      if (!isTold) await dated.journal.append(flowId, happening);
      break;
    }
    case 'answer': {
      const { kind: _kind, ...landed } = seen;
      await keepState(effects, flow, seen);
      await acceptRedirect(dated, { ...landed, via: 'watched', flowId });
      break;
    }
    case 'call':
      await recordCall(dated, unmaskFlow(flow, await effects.vault.known(flowId)), report, seen);
  }
  return { own: false };
}

async function begin(
  effects: Effects,
  { flowId, tabId }: WatchReport,
  { plan, bank, url, state, nonce, findings: told }: NonNullable<WatchReport['start']>,
  imported: EpochMilliseconds | undefined,
): Promise<void> {
  const history = await findEarlierUse(effects, { state, codeVerifier: '' }, flowId);
  const request = url === undefined ? undefined : parseAuthorizationRequest(url);
  const findings = [...told, ...(request ? applyRules([stateReused], { request, history }) : [])];
  const options = { bank, watched: true, imported, onErrors: 'send_anyway' } as const;
  await startFlow(effects, plan, { state, nonce }, options, findings);
  if (url === undefined) return;
  const known = await effects.vault.known(flowId);
  await effects.journal.append(flowId, {
    kind: 'opened',
    how: 'watched',
    url: maskText(url, known),
    tabId,
  });
}

/** The state of a request that was not seen, or told nothing, comes with its answer alone. */
async function keepState(
  { vault }: Effects,
  { flowId, started }: FlowState,
  { url, form }: SeenAnswer,
): Promise<void> {
  if (started.secrets.some(({ kind }) => kind === 'state')) return;
  const parsed = parseAuthorizationResponse(url);
  const response =
    parsed &&
    withUsualResponseNames(
      { ...parsed, ...(form && { form }) },
      started.plan.profile.redirectAnswer,
    );
  const state = response && responseValue(response, 'state');
  if (state) await vault.put(flowId, 'state', state);
}

/** Parameters of token requests that are kept, so that a record tells one from another. */
const KEPT = {
  code: 'authorization_code',
  refresh_token: 'refresh_token',
  code_verifier: 'code_verifier',
  client_secret: 'client_secret',
} as const satisfies Record<string, SecretKind>;

async function recordCall(
  effects: Effects,
  flow: FlowState,
  { atMs }: WatchReport,
  { purpose, name, request, answer, findings }: SeenCall,
): Promise<void> {
  const callId = `${flow.flowId}:${atMs}`;
  if (flow.calls.some((call) => call.callId === callId)) return;
  const used = await keepSecrets(effects, flow.flowId, request);
  const uses = purpose === 'exchange' ? used.code : used.refresh_token;
  const proof = readSentJwt(headerOf(request, 'dpop') ?? '');
  const call = {
    ...{ purpose, name, request, findings, by: 'page' as const, ...(uses && { uses }) },
    ...(proof && { proof: { header: { ...proof.header }, claims: { ...proof.claims } } }),
  };
  const bytes = new TextEncoder().encode(answer.ok ? answer.value.body : '');
  const read = async (received: Parameters<typeof receiveTokens>[3]) =>
    (proof && readNonce(received.answer)) ??
    receiveTokens(effects, flow, { purpose, request }, received);
  const { host } = new URL(request.url);
  await performCall(
    {
      ...effects,
      randomId: () => callId,
      // The page sent it: here it is only written down.
      send: async () =>
        answer.ok
          ? { ok: true, value: { answer: answer.value, bytes } }
          : err({ kind: 'network', reason: answer.reason, host }),
    },
    flow,
    call,
    read,
    new AbortController().signal,
  );
}

/** The ids of what a token request carries, by the names of its parameters. */
async function keepSecrets(
  { vault }: Effects,
  flowId: string,
  { parameters }: SeenCall['request'],
): Promise<Partial<Record<keyof typeof KEPT, string>>> {
  const ids: Partial<Record<keyof typeof KEPT, string>> = {};
  for (const [name, kind] of Object.entries(KEPT) as [keyof typeof KEPT, SecretKind][]) {
    for (const value of valuesOf(parameters, name)) {
      if (value !== '') ids[name] = (await vault.put(flowId, kind, value)).id;
    }
  }
  return ids;
}

/** In these phases a flow has had its answer, or takes none. */
const OVER: readonly Phase[] = ['tokens_received', 'abandoned'];

/** True for what belongs to a flow that was opened from here: by its state, its code, or its tab and address. */
async function isOwn(effects: Effects, report: WatchReport): Promise<boolean> {
  const { vault, journal } = effects;
  const { tabId, start, seen } = report;
  const landed = seen.kind === 'answer' ? parseAuthorizationResponse(seen.url) : undefined;
  const response = landed && openResponse(landed);
  const state = start?.state || (response && responseValue(response, 'state'));
  const fingerprint = state && (await vault.fingerprint(state));
  const spent =
    seen.kind === 'call'
      ? ['code', 'refresh_token'].flatMap((name) => valuesOf(seen.request.parameters, name))
      : [];
  // What was watched in a tab is not taken once more from what that tab saved.
  const isCompared = ({ watched }: FlowRow) => !watched || start?.imported === true;
  const holders = await vault.holders(spent);
  const others = (await journal.summaries()).filter(isCompared);
  const isSame = ({ flowId, fingerprints }: FlowRow) =>
    holders.has(flowId) || (fingerprint !== undefined && fingerprints.includes(fingerprint));
  if (others.some(isSame)) return true;
  // To compare more means to read a record: of flows that still take an answer, not of all.
  for (const { flowId } of (await journal.summaries('going_on')).filter(isCompared)) {
    const flow = foldFlow(await journal.events(flowId));
    if (flow?.opened?.tabId !== tabId) continue;
    const { edits, redirectUri } = flow.started.plan.draft;
    const isThere = response && landsOn(response, edits.redirect_uri ?? redirectUri);
    if (isThere && !OVER.includes(flow.phase)) return true;
    if (
      start?.url !== undefined &&
      !start.state &&
      maskText(start.url, await vault.known(flowId)) === flow.opened.url
    ) {
      return true;
    }
  }
  return false;
}
