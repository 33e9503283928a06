import { beforeEach, describe, expect, it } from 'vitest';
import { createHandlers, type WorkerParts } from '../../../src/background/handlers.ts';
import { defaultSettings } from '../../../src/contract/settings.ts';
import type { OnErrors } from '../../../src/core/lint/finding.ts';
import { ok } from '../../../src/core/result.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { jsonAnswer, MemoryEffects } from '../engine/memory-effects.ts';
import { planFor, SECRETS } from '../engine/plans.ts';

const NEW_TAB = { kind: 'new_tab' } as const;
const PLAN = planFor('practice-fapi2', {
  clientAuthentication: 'none',
  redirectUri: 'https://app.localhost:8490/callback',
});

let effects: MemoryEffects;
let opened: string[];
let held: string[];
let refuses: boolean;
/** what a person does while a hold is put in force */
let meanwhile: (() => Promise<unknown>) | undefined;
beforeEach(() => {
  effects = new MemoryEffects();
  opened = [];
  held = [];
  refuses = false;
  meanwhile = undefined;
  effects.bank = async () =>
    ok(
      refuses
        ? jsonAnswer(400, { error: 'invalid_request' }, effects.nowMs)
        : jsonAnswer(
            201,
            { request_uri: `urn:made:up:${effects.sent.length}`, expires_in: 60 },
            effects.nowMs,
          ),
    );
});

/** A worker whose tabs only note where they were sent. */
function worker(holdRedirects = false) {
  const engine = new FlowEngine(effects);
  const parts = {
    engine,
    effects,
    journal: effects.journal,
    vault: effects.vault,
    clients: { read: async () => [] },
    settings: {
      policy: async () => ({}),
      read: async () => ({ ...defaultSettings, holdRedirects }),
    },
    holds: {
      set: async (_flowId: string, _to: string, url: string) => {
        held.push(url);
        const act = meanwhile;
        meanwhile = undefined;
        await act?.();
      },
    },
    openTab: async (_to: unknown, url: string, before: (tabId: number) => Promise<unknown>) => {
      await before(7);
      opened.push(url);
    },
    tell: () => undefined,
  } as unknown as WorkerParts;
  const handlers = createHandlers(parts);
  const start = async () => {
    const reply = await handlers.startAuthorization({
      plan: PLAN,
      bank: 'Practice bank',
      secrets: { ...SECRETS, clientSecret: '' },
      destination: NEW_TAB,
      findings: [],
      onErrors: 'ask',
    });
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    return reply.value.flowId;
  };
  const open = (flowId: string, onErrors: OnErrors) =>
    handlers.openFlow({ flowId, destination: NEW_TAB, findings: [], onErrors });
  return { engine, handlers, start, open };
}

const reference = (url = '') => new URL(url).searchParams.get('request_uri');

describe('a pushed request, in the worker', () => {
  it('is pushed, held and opened', async () => {
    const { start, engine } = worker(true);
    const flow = await engine.read(await start());
    expect(opened.map(reference)).toEqual(['urn:made:up:1']);
    expect(held).toEqual(opened);
    expect(flow).toMatchObject({
      phase: 'awaiting_redirect',
      opened: { tabId: 7, url: opened[0] },
      pushed: { opened: true },
    });
  });

  it('shows its flow and opens nothing where the bank refuses it', async () => {
    refuses = true;
    const { start, engine, handlers, open } = worker(true);
    const flowId = await start();
    expect(await engine.read(flowId)).toMatchObject({ phase: 'refused_by_bank' });
    expect([opened, held]).toEqual([[], []]);
    refuses = false;
    const pushed = await handlers.pushRequest({ flowId, onErrors: 'ask' });
    expect(pushed).toEqual({ ok: true, value: { flowId } });
    expect(opened).toEqual([]);
    expect(await open(flowId, 'ask')).toMatchObject({ ok: true });
    expect(opened.map(reference)).toEqual(['urn:made:up:2']);
  });

  it('is not opened a second time', async () => {
    const { start, open } = worker();
    const flowId = await start();
    expect(await open(flowId, 'send_anyway')).toMatchObject({
      ok: false,
      error: { kind: 'has_errors', findings: [{ id: 'AQ23' }] },
    });
    expect(opened).toHaveLength(1);
  });

  it('is opened once, whatever another panel does before the browser leaves', async () => {
    const { start, open, engine } = worker(true);
    refuses = true;
    const flowId = await start();
    refuses = false;
    await engine.push(flowId, 'ask');
    let second: Awaited<ReturnType<typeof open>> | undefined;
    meanwhile = async () => {
      second = await open(flowId, 'send_anyway');
    };
    expect(await open(flowId, 'ask')).toMatchObject({ ok: true });
    expect(second).toEqual({ ok: false, error: { kind: 'call_under_way' } });
    expect(opened).toHaveLength(1);
  });

  it('is pushed anew when its flow is run again, with a state of its own', async () => {
    const { start, handlers } = worker();
    const flowId = await start();
    const again = await handlers.runAgain({ flowId, destination: NEW_TAB });
    expect(again).toMatchObject({ ok: true });
    expect(opened.map(reference)).toEqual(['urn:made:up:1', 'urn:made:up:2']);
    const states = effects.sent.map(({ body }) => new URLSearchParams(body).get('state'));
    expect(states[0]).toBe(SECRETS.state);
    expect(states[1]).toMatch(/^[\w-]{43}$/);
    refuses = true;
    const refused = await handlers.runAgain({ flowId, destination: NEW_TAB });
    expect(refused).toMatchObject({ ok: true });
    expect(opened).toHaveLength(2);
  });
});
