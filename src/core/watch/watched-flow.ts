import type { LandingRequest } from '../lint/lint-landing.ts';
import type { ProvenBefore } from '../lint/lint-token-request.ts';
import {
  type AuthorizationResponse,
  landsOn,
  parseAuthorizationResponse,
  responseValue,
} from '../oauth/authorization-response.ts';
import { addQuery } from '../oauth/build-request.ts';
import { carriesAnswer } from '../oauth/match-response.ts';
import { withUsualResponseNames } from '../oauth/response-names.ts';
import type { EpochMilliseconds } from '../time.ts';
import type { SeenAuthorization } from './seen-authorization.ts';
import type { SeenRequest } from './seen-request.ts';

/**
 * A flow that a page runs by itself, as far as its requests have told. It still holds secrets. Without a
 * `url` its authorization request was not seen; an empty `redirectUri` is one that nobody told.
 */
export interface WatchedFlow extends Partial<SeenAuthorization> {
  flowId: string;
  atMs: EpochMilliseconds;
  /** the answer as it was first seen, with what was posted in its query */
  answerUrl?: string;
  answeredAtMs?: EpochMilliseconds;
  /** codes and refresh tokens that came, by which a token call is known to belong here */
  given: string[];
  /** what its DPoP proofs were, so that the next one can be held against them */
  proven?: ProvenBefore;
  /** the page behind the redirect URI, then what it asked for */
  landing: LandingRequest[];
}

/** A flow that was opened longer ago has nothing to do with what the tab shows, milliseconds. */
const OPEN_FOR_MS = 30 * 60_000;
const LANDING_REQUESTS = 40;

/** A flow with the same id whenever the same request is read again. */
export function newFlow(flows: readonly WatchedFlow[], atMs: EpochMilliseconds): WatchedFlow {
  const twins = flows.filter((flow) => flow.atMs === atMs).length;
  return { flowId: `${atMs}-${twins}`, atMs, given: [], landing: [] };
}

/** True where a flow's own request comes again: banks send it on from host to host, and people reload it. */
export function isSentOn(
  asked: SeenAuthorization,
  { atMs }: SeenRequest,
  flows: readonly WatchedFlow[],
): boolean {
  const { clientId, state, redirectUri, place } = asked;
  return flows.some(
    (flow) =>
      isOpen(flow, atMs) &&
      (clientId === ''
        ? flow.place?.profile === place?.profile
        : flow.clientId === clientId && flow.state === state && flow.redirectUri === redirectUri),
  );
}

/** The newest flow that waits, unless the page is one of the app's own: then the person went back to it. */
export function waitingFlow(
  flows: readonly WatchedFlow[],
  { url, atMs }: SeenRequest,
): WatchedFlow | undefined {
  const flow = flows.findLast((one) => isOpen(one, atMs));
  return originOf(flow?.redirectUri ?? '') === originOf(url) ? undefined : flow;
}

/**
 * The flow that an address is the answer to: the one that has it already, the one with its state, or the
 * newest that waits at this redirect URI; failing those, one that never told its redirect URI.
 */
export function answeredFlow(
  flows: readonly WatchedFlow[],
  url: string,
  seen: SeenRequest,
): WatchedFlow | undefined {
  const here = flows.filter((flow) => {
    const response = readAnswer(url, flow);
    return response && landsOn(response, flow.redirectUri ?? '') && carriesAnswer(response);
  });
  const open = (flow: WatchedFlow) => isOpen(flow, seen.atMs);
  return (
    flows.find(({ answerUrl }) => isSamePage(answerUrl, url)) ??
    here.findLast((flow) => valueAt(url, flow, 'state') === flow.state) ??
    here.findLast(open) ??
    (isUnasked(url, seen)
      ? flows.findLast((flow) => open(flow) && flow.redirectUri === '')
      : undefined)
  );
}

/**
 * True for an answer whose request was not seen. A `code` is a common word in addresses, so it counts only
 * with a `state` beside it, and not on the way from one page of a site to the next.
 */
export function isUnasked(url: string, seen: SeenRequest): boolean {
  const response = parseAuthorizationResponse(url);
  if (!response) return false;
  const has = (name: string) => responseValue(response, name) !== undefined;
  const comesFrom = seen.location === url ? seen.url : (seen.referrer ?? '');
  return (
    has('state') &&
    (has('code') || has('error')) &&
    !has('client_id') &&
    originOf(comesFrom) !== originOf(response.landedOn)
  );
}

/** The value that an address gives a parameter, by its usual name. */
export function valueAt(url: string, flow: WatchedFlow, name: string): string | undefined {
  const response = readAnswer(url, flow);
  return response && responseValue(response, name);
}

/** True for the page behind a redirect URI, and for requests that tell of coming from it. */
export function isOfLanding(flow: WatchedFlow, seen: SeenRequest): boolean {
  const { answerUrl, landing } = flow;
  if (answerUrl === undefined || landing.length >= LANDING_REQUESTS) return false;
  return isSamePage(withForm(seen), answerUrl) || pathOf(seen.referrer) === pathOf(answerUrl);
}

/** What a landing page did with one thing more. The page comes first, also where it is told of last. */
export function withLanding(flow: WatchedFlow, step: LandingRequest): WatchedFlow {
  const { answerUrl, landing } = flow;
  const isFirst = pathOf(step.url) === pathOf(answerUrl) && !isLanded(flow);
  return { ...flow, landing: isFirst ? [step, ...landing] : [...landing, step] };
}

/** True once the page itself was seen, and not only what it asked for. */
export function isLanded({ answerUrl, landing }: WatchedFlow): boolean {
  return pathOf(landing[0]?.url) === pathOf(answerUrl);
}

function pathOf(url: string | undefined): string | undefined {
  return url?.split(/[?#]/)[0];
}

/** An address with what was posted to it as its query, so that both are read alike. */
export function withForm({ url, method, posted }: SeenRequest): string {
  return method === 'POST' ? addQuery(url, posted) : url;
}

function isOpen({ answerUrl, redirectUri, atMs }: WatchedFlow, nowMs: EpochMilliseconds): boolean {
  return answerUrl === undefined && redirectUri !== undefined && nowMs - atMs < OPEN_FOR_MS;
}

function readAnswer(url: string, { place }: WatchedFlow): AuthorizationResponse | undefined {
  const response = parseAuthorizationResponse(url);
  return response && withUsualResponseNames(response, place?.profile.redirectAnswer);
}

/** Chromium shows a page's address without its fragment, and a redirect's with it. */
function isSamePage(one: string | undefined, other: string): boolean {
  return one?.split('#')[0] === other.split('#')[0];
}

function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
