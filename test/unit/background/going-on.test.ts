import { expect, it } from 'vitest';
import { GoingOn } from '../../../src/background/storage/going-on.ts';
import {
  type StoredSummary,
  storedSummary,
} from '../../../src/background/storage/stored-summary.ts';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import { opened, record, started } from '../../fixtures/happenings.ts';

function rowOf(flowId: string): StoredSummary {
  const state = foldFlow(record(started(), opened()).map((event) => ({ ...event, flowId })));
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
