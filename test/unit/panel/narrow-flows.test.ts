import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { type FlowSummary, summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import { filterText, parseListFilter } from '../../../src/core/flow/list-filter.ts';
import { narrowFlows, subjectOf } from '../../../src/panel/flows/filter/narrow-flows.ts';
import { record, started } from '../../fixtures/happenings.ts';

const state = foldFlow(record(started()));
if (!state) throw new Error('no flow');
const summary = summariseFlow(state);
const flows = ['ab', 'Äb', 'abc', 'b-a', 'c', 'bank: ab'].map(
  (bank, at): FlowSummary => ({ ...summary, bank, flowId: `f${at}`, scope: '', profileId: '' }),
);

function narrowed(text: string, inverted: boolean): readonly FlowSummary[] {
  const filter = parseListFilter(text);
  return filter.ok && filter.value ? narrowFlows(flows, text, filter.value, inverted) : flows;
}

/** Each flow looked at by itself. */
function expected(text: string, inverted: boolean): readonly FlowSummary[] {
  const filter = parseListFilter(text);
  if (!filter.ok || !filter.value) return flows;
  const { value } = filter;
  return flows.filter((flow) => {
    const subject = subjectOf(flow);
    return value((key, form) => [filterText(subject[key], form)])(0) !== inverted;
  });
}

describe('a list that is narrowed while somebody types', () => {
  it('is at each letter what it would be without those before', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '-', ':', '"', '/', 'bank:'));
    fc.assert(
      fc.property(letters, fc.boolean(), (typed, inverted) => {
        for (let length = 1; length <= typed.length; length += 1) {
          const text = typed.slice(0, length).join('');
          expect(narrowed(text, inverted)).toEqual(expected(text, inverted));
        }
      }),
    );
  });

  it('grows again when a letter is taken back', () => {
    expect(narrowed('abc', false)).toHaveLength(1);
    expect(narrowed('ab', false)).toHaveLength(4);
  });
});
