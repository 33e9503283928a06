import type { ProvenBefore } from '../lint/lint-token-request.ts';
import { type Parameter, valuesOf } from '../oauth/parameter.ts';
import { withUsualNames } from '../oauth/token-answer-names.ts';
import { parseObject, tokenMembers } from '../oauth/token-response.ts';
import type { EpochMilliseconds } from '../time.ts';
import { provenAfter } from './proven-after.ts';
import { type Recognise, readSeenAuthorization } from './seen-authorization.ts';
import type { SeenRequest } from './seen-request.ts';
import { tokenPurpose, type WatchedPurpose } from './token-purpose.ts';
import {
  answeredFlow,
  isLanded,
  isOfLanding,
  isSentOn,
  isUnasked,
  newFlow,
  valueAt,
  type WatchedFlow,
  waitingFlow,
  withForm,
  withLanding,
} from './watched-flow.ts';

/** Something new about a flow. */
export type Sighting = { flow: WatchedFlow; atMs: EpochMilliseconds } & (
  | { kind: 'request' }
  | { kind: 'page'; seen: SeenRequest }
  | {
      kind: 'answer';
      url: string;
      /** what was posted there */
      form?: Parameter[];
      /** with which the bank sent the browser there */
      status?: number;
    }
  /** more was seen of what follows an answer */
  | { kind: 'landing'; seen: SeenRequest }
  | {
      kind: 'call';
      purpose: WatchedPurpose;
      seen: SeenRequest;
      /** by the calls before */
      proven: ProvenBefore | undefined;
    }
);

/** The flows of one tab, oldest first, and what a request has just told of them. */
export interface Watched {
  flows: readonly WatchedFlow[];
  sightings: readonly Sighting[];
}

/**
 * Takes one more request of the page into account: an authorization request begins a flow, the pages after
 * it are the bank's, an answer at its redirect URI ends them, and a token call spends what came.
 *
 * @param seen in the order in which requests began: browsers tell of them in another one
 */
export function watchRequest(
  flows: readonly WatchedFlow[],
  seen: SeenRequest,
  recognise: Recognise,
): Watched {
  const purpose = tokenPurpose(seen);
  if (purpose !== undefined) return watchCall(flows, seen, purpose);
  const document = seen.isDocument ? watchDocument(flows, seen, recognise) : told(flows);
  return watchLanding(document, seen);
}

function watchDocument(
  flows: readonly WatchedFlow[],
  seen: SeenRequest,
  recognise: Recognise,
): Watched {
  const page = watchPage(flows, seen, recognise);
  const { location } = seen;
  if (location === undefined) return page;
  const redirect = watchAnswer(page.flows, seen, location, recognise);
  return redirect ? both(page, redirect) : page;
}

function watchPage(
  flows: readonly WatchedFlow[],
  seen: SeenRequest,
  recognise: Recognise,
): Watched {
  const { atMs } = seen;
  const answer = watchAnswer(flows, seen, withForm(seen), recognise);
  if (answer) return answer;
  const asked = readSeenAuthorization(seen, recognise);
  if (asked && !isSentOn(asked, seen, flows)) {
    const flow = { ...newFlow(flows, atMs), ...asked };
    const page: Sighting = { kind: 'page', flow, atMs, seen };
    return told([...flows, flow], { kind: 'request', flow, atMs }, page);
  }
  const waiting = waitingFlow(flows, seen);
  return waiting ? told(flows, { kind: 'page', flow: waiting, atMs, seen }) : told(flows);
}

/** Takes an address as an answer; `undefined` when it is none. */
function watchAnswer(
  flows: readonly WatchedFlow[],
  seen: SeenRequest,
  url: string,
  recognise: Recognise,
): Watched | undefined {
  const found = answeredFlow(flows, url, seen);
  if (!found && !isUnasked(url, seen)) return undefined;
  // Without a request, the panel was opened while the person was at the bank: what came is what is known.
  const from = seen.location === url ? seen.url : (seen.referrer ?? '');
  const flow = found ?? { ...newFlow(flows, seen.atMs), place: recognise(from, []) };
  if (flow.answerUrl?.split('#')[0] === url.split('#')[0]) return told(flows);
  const code = valueAt(url, flow, 'code');
  const given = code ? [...flow.given, code] : flow.given;
  const next = { ...flow, answerUrl: url, answeredAtMs: seen.atMs, given };
  const how =
    seen.location === url
      ? { url, status: seen.status }
      : { url: seen.url, ...(seen.method === 'POST' && { form: seen.posted }) };
  return told(withFlow(flows, next), { kind: 'answer', flow: next, atMs: seen.atMs, ...how });
}

function watchLanding({ flows, sightings }: Watched, seen: SeenRequest): Watched {
  const flow = flows.findLast((one) => isOfLanding(one, seen));
  if (!flow) return { flows, sightings };
  const { url, referrer, status, location } = seen;
  const step = {
    url,
    ...(referrer === undefined ? {} : { referrer }),
    ...(status === 0 ? {} : { status }),
    ...(location === undefined ? {} : { location }),
  };
  const next = withLanding(flow, step);
  const after = withFlow(flows, next);
  // Without the page itself nothing can be said of it yet.
  if (!isLanded(next)) return { flows: after, sightings };
  return both(
    { flows, sightings },
    told(after, { kind: 'landing', flow: next, atMs: seen.atMs, seen }),
  );
}

function watchCall(
  flows: readonly WatchedFlow[],
  seen: SeenRequest,
  purpose: WatchedPurpose,
): Watched {
  const { atMs, posted, answerBody = '' } = seen;
  const spent = ['code', 'refresh_token'].flatMap((name) => valuesOf(posted, name));
  const owner = flows.findLast(({ given }) => spent.some((value) => given.includes(value)));
  const flow = owner ?? newFlow(flows, atMs);
  const names = flow.place?.profile.tokenAnswer ?? {};
  const { refresh_token } = tokenMembers(withUsualNames(parseObject(answerBody) ?? {}, names));
  const fresh = [...(owner ? [] : spent), ...(refresh_token ? [refresh_token] : [])];
  const { proven } = flow;
  const next = { ...flow, given: [...flow.given, ...fresh], proven: provenAfter(seen, proven) };
  return told(withFlow(flows, next), { kind: 'call', flow: next, atMs, purpose, seen, proven });
}

function withFlow(flows: readonly WatchedFlow[], flow: WatchedFlow): WatchedFlow[] {
  const at = flows.findIndex(({ flowId }) => flowId === flow.flowId);
  return at === -1 ? [...flows, flow] : flows.with(at, flow);
}

function told(flows: readonly WatchedFlow[], ...sightings: Sighting[]): Watched {
  return { flows, sightings };
}

function both(first: Watched, second: Watched): Watched {
  return { flows: second.flows, sightings: [...first.sightings, ...second.sightings] };
}
