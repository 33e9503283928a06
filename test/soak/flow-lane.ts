import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import {
  callUnderWay,
  currentToken,
  type FlowState,
  foldFlow,
} from '../../src/core/flow/flow-state.ts';
import { planOf } from '../fixtures/profiles.ts';
import { openIdClient } from '../practice-bank/clients.ts';
import type { PracticeBank } from '../practice-bank/practice-bank.ts';
import type { BegunFlow } from './account.ts';
import type { OwnPage } from './own-page.ts';
import type { Seeded } from './seeded.ts';
import type { Turns } from './turns.ts';
import type { WorkerKills } from './worker-kills.ts';

/** What a lane works with; `atBank` lets one lane at a time go through the bank's pages, which share their cookies. */
export interface LaneParts {
  own: OwnPage;
  bank: PracticeBank;
  kills: WorkerKills;
  atBank: Turns;
}

/** A tab in which one flow after the other goes to the bank and back. */
export interface Tab {
  page: Page;
  tabId: number;
}

/** A flow that does not end within this time is stuck, milliseconds. */
const PATIENCE_MS = 60_000;
/** A person looks again by then, milliseconds: what the worker told may have been lost with it. */
const LOOK_AGAIN_MS = 1000;
/** A redirect that came to the app is captured within this time, or not at all, milliseconds. */
const CAPTURE_MS = 8000;
/** A tab leaves for the bank within this time, or not at all, milliseconds. */
const LEAVE_MS = 4000;

/** Answers that are not the ordinary one: of a hundred flows, those below the number. */
const REFUSED = [
  { below: 3, fault: { kind: 'wrong-state' } },
  { below: 6, fault: { kind: 'set-query', query: { code: null, error: 'access_denied' } } },
] as const;

/**
 * Takes a flow at oidc-provider as far as it goes, as a person would who looks at it after everything that happens: a
 * reply that died with the worker tells nothing, the record does.
 */
export async function runOpenIdFlow(
  flow: BegunFlow,
  parts: LaneParts,
  tab: Tab,
  random: Seeded,
): Promise<void> {
  const endMs = Date.now() + PATIENCE_MS;
  await parts.atBank.take(() => throughBank(flow, parts, tab, random, endMs));
  if (flow.stuck !== undefined) return;
  const more = random.between(0, 3);
  await untilEnded(flow, parts.own, endMs, async (state) => {
    const { flowId, phase } = state;
    if (phase === 'code_captured') {
      await unlessKilled(parts.own.ask('exchangeCode', { flowId, onErrors: 'send_anyway' }));
      return 'goes on';
    }
    if (phase === 'tokens_received') await useTokens(parts.own, state, more);
    return 'ends';
  });
}

/** Asks the hostile bank for a client's token. */
export async function runHostileFlow(
  flow: BegunFlow,
  { own, bank }: LaneParts,
  hostileCase: string,
): Promise<void> {
  const plan = planOf('practice-bpce-pisp', {
    clientId: flow.clientId,
    clientAuthentication: 'client_secret_post',
  });
  for (const environment of Object.values(plan.profile.environments)) {
    const tokenEndpoint = `${bank.urls.hostile}/${hostileCase}/token`;
    environment.endpoints = { ...environment.endpoints, tokenEndpoint };
  }
  const secret = { clientSecret: 'FAKE-client-secret-0123456789' };
  const endMs = Date.now() + PATIENCE_MS;
  while (!(await look(flow, own)) && Date.now() < endMs) {
    await unlessKilled(own.ask('requestToken', { plan, bank: flow.name, ...secret, ...ANYWAY }));
  }
  await untilEnded(flow, own, endMs, async ({ flowId, phase }) => {
    if (phase !== 'draft') return 'ends';
    // The worker died between recording it and asking: the person gives such a flow up.
    await unlessKilled(own.ask('abandonFlow', { flowId }));
    return 'goes on';
  });
}

const ANYWAY = { findings: [], onErrors: 'send_anyway' as const };

/** What a worker that is stopped meanwhile leaves unanswered is no fault: the record tells what became of it. */
async function unlessKilled(asked: Promise<unknown>): Promise<void> {
  await asked.catch(() => undefined);
}

/** Acts on a flow each time it rests, until it has ended. */
async function untilEnded(
  flow: BegunFlow,
  own: OwnPage,
  endMs: number,
  act: (state: FlowState) => Promise<'ends' | 'goes on'>,
): Promise<void> {
  let isOver = false;
  for (;;) {
    const state = await look(flow, own);
    const isBusy = state !== undefined && callUnderWay(state) !== undefined;
    if (isOver && !isBusy) return;
    if (Date.now() > endMs) {
      flow.stuck = `at "${state?.phase}"${isBusy ? ', with an open call,' : ''} for too long`;
      return;
    }
    if (isBusy || !state) await delay(50);
    else isOver = (await act(state)) === 'ends';
  }
}

/** One flow in four renews its tokens, one calls the API, one does both. */
async function useTokens(own: OwnPage, state: FlowState, more: number): Promise<void> {
  const { flowId } = state;
  const token = currentToken(state, 'access_token');
  if ((more & 1) === 1 && token) {
    const tokenId = token.secret.id;
    await unlessKilled(
      own.ask('callApi', { flowId, name: 'api', tokenId, onErrors: 'send_anyway' }),
    );
  }
  if (more >= 2) await unlessKilled(own.ask('refresh', { flowId }));
}

/** Starts a flow, and stays until its redirect was captured, or it is clear that none will be. */
async function throughBank(
  flow: BegunFlow,
  { own, bank, kills }: LaneParts,
  { page, tabId }: Tab,
  random: Seeded,
  endMs: number,
): Promise<void> {
  const draw = random.between(0, 99);
  const refused = REFUSED.find(({ below }) => draw < below);
  bank.control.clearFaults();
  if (refused) bank.control.faults({ ...refused.fault, path: '/auth', times: 1 });
  const plan = planOf('practice-oidc', {
    variables: { practicePort: String(bank.port) },
    redirectUri: `${bank.urls.app}/callback`,
    clientId: flow.clientId,
  });
  const secrets = {
    clientSecret: openIdClient.client_secret,
    state: flow.state,
    nonce: random.text(),
    codeVerifier: random.text(),
  };
  const open = { destination: { kind: 'inspected_tab' as const, tabId }, ...ANYWAY };
  const before = page.url();
  const killsBefore = kills.count;
  let openedMs = Number.POSITIVE_INFINITY;
  let landedMs = Number.POSITIVE_INFINITY;
  while (Date.now() < endMs) {
    const state = await look(flow, own);
    if (!state) {
      await unlessKilled(
        own.ask('startAuthorization', { plan, bank: flow.name, secrets, ...open }),
      );
    } else if (state.phase === 'draft') {
      await unlessKilled(own.ask('openFlow', { flowId: state.flowId, ...open }));
    } else if (state.phase !== 'awaiting_redirect') {
      return;
    } else {
      openedMs = Math.min(openedMs, Date.now());
      const url = page.url();
      if (url !== before && url.includes('/callback?')) landedMs = Math.min(landedMs, Date.now());
      const isLost = Date.now() - landedMs > CAPTURE_MS;
      // A worker that died between "opened" and opening: the person gives such a flow up.
      const stayed = url === before && kills.count > killsBefore;
      if (isLost || (stayed && Date.now() - openedMs > LEAVE_MS)) {
        if (isLost) flow.stuck = 'its redirect came, and was not captured';
        await unlessKilled(own.ask('abandonFlow', { flowId: state.flowId }));
        return;
      }
      await untilTold(flow, own);
    }
  }
  flow.stuck = 'at the bank for too long';
}

/** Until the worker tells that a flow waits no more, or it is time to look by oneself. */
async function untilTold({ name }: BegunFlow, own: OwnPage): Promise<void> {
  const endMs = Date.now() + LOOK_AGAIN_MS;
  while (Date.now() < endMs) {
    const told = await own.told(name);
    if (told && told.phase !== 'awaiting_redirect' && told.phase !== 'draft') return;
    await delay(20);
  }
}

async function look({ name }: BegunFlow, own: OwnPage): Promise<FlowState | undefined> {
  const flowId = (await own.told(name))?.flowId ?? (await findByName(name, own));
  if (flowId === undefined) return undefined;
  return foldFlow((await own.read('readFlow', { flowId })).events);
}

async function findByName(name: string, own: OwnPage): Promise<string | undefined> {
  const { flows } = await own.read('listFlows', {});
  return flows.find(({ bank }) => bank === name)?.flowId;
}
