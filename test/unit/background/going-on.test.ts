import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { GoingOn } from '../../../src/background/storage/going-on.ts';
import {
  readGoingOn,
  type StoredSummary,
  storedSummary,
} from '../../../src/background/storage/stored-summary.ts';
import type { Happening } from '../../../src/core/flow/flow-event.ts';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { runs } from '../../extent.ts';
import { captured, opened, prepared, record, started } from '../../fixtures/happenings.ts';
import { MemoryEffects } from '../engine/memory-effects.ts';
import { planFor, SECRETS } from '../engine/plans.ts';
import { DAMAGES, damage, placeOf } from './damage.ts';

function rowOf(flowId: string, ...then: Happening[]): StoredSummary {
  const events = record(started(), opened(), ...then);
  const state = foldFlow(events.map((event) => ({ ...event, flowId })));
  if (!state) throw new Error('no flow');
  return storedSummary(summariseFlow(state));
}

const nowMs = rowOf('f1').summary.startedAtMs;
const ids = async (goingOn: GoingOn, atMs = nowMs) =>
  (await goingOn.at(atMs)).map(({ flowId }) => flowId);

it('rows are read once, and those that are written are known', async () => {
  let reads = 0;
  const goingOn = new GoingOn(async () => {
    reads += 1;
    return [rowOf('f1')];
  });
  expect(await ids(goingOn)).toEqual(['f1']);
  goingOn.wrote(rowOf('f2'));
  goingOn.wrote(rowOf('f1'));
  expect(await ids(goingOn)).toEqual(['f2', 'f1']);
  expect(await ids(goingOn, nowMs + 2 * 86_400_000)).toEqual([]);
  expect(reads).toBe(1);
  goingOn.reread();
  expect(await ids(goingOn)).toEqual(['f1']);
});

it('a reading that fails is told, and made again', async () => {
  let fails = true;
  const goingOn = new GoingOn(async () => {
    if (fails) throw new Error('made up');
    return [rowOf('f1')];
  });
  const asked = goingOn.at(nowMs);
  goingOn.wrote(rowOf('f2'));
  await expect(asked).rejects.toThrow('made up');
  await expect(goingOn.at(nowMs)).rejects.toThrow('made up');
  fails = false;
  expect(await ids(goingOn)).toEqual(['f1']);
});

describe('a row that was damaged', () => {
  const state = 'fake-state-of-the-flow-that-waits';
  const answer = `http://app.localhost:8489/callback?code=fakecode&state=${state}`;

  it.each(DAMAGES)('by %s keeps no other flow from its answer', async (how) => {
    await fc.assert(
      fc.asyncProperty(placeOf, async (place) => {
        const effects = new MemoryEffects();
        const engine = new FlowEngine(effects);
        const begun = await engine.startAuthorization(
          planFor('practice-bpce-aisp'),
          { ...SECRETS, state },
          { bank: 'Practice', onErrors: 'send_anyway' },
        );
        if (!begun.ok) throw new Error(begun.error.kind);
        const { flowId, recordedUrl: url } = begun.value;
        await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url });
        const { summaries } = effects.journal;
        vi.spyOn(effects.journal, 'summaries').mockImplementation(async (which) => {
          const whole = rowOf('f1', captured('code'));
          const damaged = readGoingOn('f1', {
            ...whole,
            summary: damage({ ...whole.summary, startedAtMs: effects.nowMs }, how, place),
          });
          return [...(damaged ? [damaged.summary] : []), ...(await summaries(which))];
        });
        const taken = await engine.acceptRedirect({ url: answer, via: 'navigation' });
        expect(taken).toEqual({ ok: true, value: { flowId } });
      }),
      { numRuns: runs(100) },
    );
  });

  it('is refused where flows are told apart by what it lacks', () => {
    const whole = rowOf('f1', captured('code'));
    expect(readGoingOn('f1', whole)).toEqual(whole);
    expect(readGoingOn('f2', whole)).toBeUndefined();
    for (const change of [
      { phase: 7 },
      { fingerprints: 'f' },
      { answer: null },
      { flowId: 'f2' },
    ]) {
      const summary = { ...whole.summary, ...change };
      expect(readGoingOn('f1', { ...whole, summary })).toBeUndefined();
    }
  });

  it('is checked as a whole where a call or a hold is to be ended', () => {
    const whole = rowOf('f1', captured('code'), prepared('call-1', 'exchange'));
    const summary = { ...whole.summary, bank: 7 };
    expect(whole.summary.busy).toBe(true);
    expect(readGoingOn('f1', { ...whole, summary })).toBeUndefined();
  });
});
