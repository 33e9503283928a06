import { describe, expect, it } from 'vitest';
import { foldFlow } from '../../../../src/core/flow/flow-state.ts';
import { unattendedReads } from '../../../../src/core/lifetimes/unattended-reads.ts';
import { prepared, record, sent, started } from '../../../fixtures/happenings.ts';
import { planOf } from '../../../fixtures/profiles.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 21, 12);

function reads(call: object, nowMs = NOW + HOUR, plan = planOf('bpce-aisp')) {
  const before = { ...prepared('c1', 'api') };
  before.request = { ...before.request, method: 'GET', ...call };
  const flow = foldFlow(record({ ...started(), plan }, before, sent('c1')));
  return flow && unattendedReads(flow, nowMs);
}

describe('reads without the customer', () => {
  it.each([
    ['a read', {}, NOW + HOUR, 1],
    ['no read of more than a day ago', {}, NOW + 25 * HOUR, 0],
    ['no read with the customer’s address', { headers: [['PSU-IP-Address', '192.0.2.1']] }, NOW, 0],
    ['nothing but reads', { method: 'POST' }, NOW, 0],
  ])('are counted: %s', (_what, call, nowMs, expected) => {
    expect(reads(call, nowMs)).toEqual({ reads: expected, allowed: 4 });
  });

  it('are not counted where no customer’s accounts are read', () => {
    expect(reads({}, NOW, planOf('bpce-pisp'))).toBeUndefined();
  });
});
