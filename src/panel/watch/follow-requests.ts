import { bankOfHost } from '../../core/banks/recognise-bank.ts';
import { maskText } from '../../core/flow/mask.ts';
import { lintLanding } from '../../core/lint/lint-landing.ts';
import { parametersInAddress } from '../../core/oauth/build-request.ts';
import { valuesOf } from '../../core/oauth/parameter.ts';
import type { FlowPlan } from '../../core/oauth/request-draft.ts';
import { readHarEntry, type SeenRequest } from '../../core/watch/seen-request.ts';
import { tokenPurpose } from '../../core/watch/token-purpose.ts';
import type { WatchReport } from '../../core/watch/watch-report.ts';
import { type Sighting, watchRequest } from '../../core/watch/watch-request.ts';
import type { WatchedFlow } from '../../core/watch/watched-flow.ts';
import type { BackgroundClient } from '../background-client.ts';
import { loadBanks } from '../banks/load-banks.ts';
import type { PageRequest } from '../browser.ts';
import { profilesOf } from '../new-flow/profiles-of.ts';
import { planCall, planRequest } from './plan-watched.ts';
import { describeCall } from './seen-call.ts';

type SeenPage = Extract<WatchReport['seen'], { kind: 'page' }>;
type Start = NonNullable<WatchReport['start']>;

/** A worker that stops while it is asked is asked again. */
const TRIES = 3;

/** Where requests come from. */
interface RequestSource {
  /** begins the ids of the flows that are found */
  name: string;
  /** -1: no tab that is open */
  tabId: number;
  /** goes with the start of each flow */
  mark?: Pick<Start, 'imported'>;
}

/** What is known of a flow that the worker was told of; `own`: it was opened from here. */
type ToldFlow = FlowPlan | 'own';

/** Takes requests, a batch at a time; batches are in the order of time. */
export interface Follower {
  take(requests: readonly PageRequest[]): Promise<void>;
  /** the flows that were found, by the ids that the worker has them under */
  told(): ReadonlyMap<string, ToldFlow>;
}

/** Rebuilds flows from the requests that made them, and tells the worker of each new thing. */
export function followRequests(
  client: BackgroundClient,
  { name, tabId, mark }: RequestSource,
): Follower {
  let flows: readonly WatchedFlow[] = [];
  const known = new Set<string>();
  /** the plan of each flow that the worker has; `own`: it was opened from here */
  const plans = new Map<string, ToldFlow>();
  /** how many findings of each landing page were told */
  const landings = new Map<string, number>();

  async function take(requests: readonly PageRequest[]): Promise<void> {
    const read = requests.flatMap((request) => {
      const seen = readHarEntry(request.entry);
      return seen ? [{ seen, request }] : [];
    });
    for (const { seen, request } of read.toSorted((a, b) => a.seen.atMs - b.seen.atMs)) {
      const calls = tokenPurpose(seen) !== undefined;
      // What DevTools had listed before may be told once more.
      const key = `${seen.atMs} ${seen.method} ${seen.url}`;
      if (known.has(key)) continue;
      if (calls || seen.isDocument) known.add(key);
      const answerBody = calls ? await request.readAnswer() : undefined;
      await follow(answerBody === undefined ? seen : { ...seen, answerBody });
    }
  }

  async function follow(seen: SeenRequest): Promise<void> {
    const tells = tokenPurpose(seen) !== undefined || (seen.isDocument && carriesValues(seen));
    if (!tells && flows.length === 0) return;
    // The catalogue is large: it waits for the first page that might be a bank's.
    const banks = tells ? await loadBanks() : [];
    const profiles = profilesOf(banks);
    const watched = watchRequest(flows, seen, (url, parameters) =>
      bankOfHost(url, profiles, parameters),
    );
    flows = watched.flows;
    for (const sighting of watched.sightings) await tell(sighting);
  }

  async function tell(sighting: Sighting): Promise<void> {
    const { flow, atMs } = sighting;
    const flowId = `${name}-${flow.flowId}`;
    let plan = plans.get(flowId);
    if (plan === 'own') return;
    let start: WatchReport['start'];
    if (!plan) {
      const banks = await loadBanks();
      const begun =
        sighting.kind === 'call'
          ? planCall(sighting.seen, sighting.purpose, banks)
          : planRequest(flow, banks);
      plan = begun.plan;
      const [nonce = ''] = valuesOf(parametersInAddress(flow.url ?? ''), 'nonce');
      const state = flow.state ?? '';
      start = { ...begun, ...mark, state, nonce, ...(flow.url && { url: flow.url }) };
    }
    const seen = sighting.kind === 'landing' ? judge(sighting) : await describe(sighting, plan);
    if (!seen) return;
    const report = { flowId, tabId, atMs, seen, ...(start && { start }) };
    const own = await ask(client, report);
    plans.set(flowId, own ? 'own' : plan);
  }

  /** What a landing page does wrong, as far as it was not told yet. */
  function judge({
    flow,
    seen,
  }: Extract<Sighting, { kind: 'landing' }>): WatchReport['seen'] | undefined {
    const told = landings.get(flow.flowId) ?? 0;
    const findings = lintLanding(flow.landing);
    landings.set(flow.flowId, findings.length);
    return findings.length > told
      ? { ...describePage(seen), findings: findings.slice(told) }
      : undefined;
  }

  return { take, told: () => plans };
}

async function describe(
  sighting: Exclude<Sighting, { kind: 'landing' }>,
  plan: FlowPlan,
): Promise<WatchReport['seen']> {
  switch (sighting.kind) {
    case 'request':
      return { kind: 'request' };
    case 'page':
      return describePage(sighting.seen);
    case 'answer': {
      const { kind, url, form, status } = sighting;
      return { kind, url, ...(form && { form }), ...(status && { status }) };
    }
    case 'call':
      return describeCall(plan, sighting);
  }
}

function describePage({ url, status, failure }: SeenRequest): SeenPage {
  return {
    kind: 'page',
    url: withoutValues(url),
    ...(status === 0 ? {} : { status }),
    ...(failure === undefined ? {} : { failure }),
  };
}

async function ask(client: BackgroundClient, report: WatchReport): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      return (await client.ask('reportWatched', report)).own;
    } catch (stopped) {
      if (tries === TRIES) throw stopped;
    }
  }
}

function carriesValues({ url, location = '', posted }: SeenRequest): boolean {
  return posted.length > 0 || /[?#].*=/.test(url) || /[?#].*=/.test(location);
}

/** A bank may have put anything into its addresses. */
function withoutValues(url: string): string {
  return maskText(url.replace(/[?#].*$/s, ''), []);
}
