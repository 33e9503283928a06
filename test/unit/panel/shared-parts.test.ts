import { expect, it } from 'vitest';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { shownRow, summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import { withSharedParts } from '../../../src/panel/flows/shared-parts.ts';
import { captured, opened, record, started } from '../../fixtures/happenings.ts';

const state = foldFlow(record(started(), opened(), captured('code')));
if (!state) throw new Error('no flow');
const row = shownRow(summariseFlow(state));
const rowOf = (change: object) => withSharedParts(structuredClone({ ...row, ...change }));

it('rows say what they said', () => {
  expect(rowOf({})).toEqual(row);
  const { scope: _scope, has: _has, profileId: _profileId, ...least } = row;
  expect(withSharedParts(least)).toEqual(least);
  expect(rowOf({ has: ['code', 'refresh'] }).has).toEqual(['code', 'refresh']);
});

it('those that say the same have it once, and no others', () => {
  expect(row.has).toEqual(['code']);
  expect(rowOf({ flowId: 'f2' }).has).toBe(rowOf({ flowId: 'f3' }).has);
  expect(rowOf({ has: [] }).has).not.toBe(rowOf({}).has);
});
