import { describe, expect, it } from 'vitest';
import { markImported, mergeRecord } from '../../../../src/core/record/merge-record.ts';
import { opened, record, started } from '../../../fixtures/happenings.ts';

const abandoned = { kind: 'abandoned' } as const;
const whole = record(started(), opened(), abandoned);
const begun = whole.slice(0, 2);
const imported = (events: typeof whole) => events.map((event) => markImported(event, 77));

describe('a record from a file', () => {
  it('is added whole, marked as taken over', () => {
    expect(mergeRecord([], whole, 77)).toEqual({ taken: 'added', missing: imported(whole) });
  });

  it.each([
    ['that was run here', whole],
    ['that was taken over before', imported(whole)],
  ])('is not doubled where it is one %s', (_whose, stored) => {
    expect(mergeRecord(stored, whole, 99)).toEqual({ taken: 'same', missing: [] });
  });

  it('is left where more is known here', () => {
    expect(mergeRecord(whole, begun, 99)).toEqual({ taken: 'shorter', missing: [] });
  });

  it('adds what it knows more of a flow that was taken over', () => {
    expect(mergeRecord(imported(begun), whole, 99)).toEqual({
      taken: 'extended',
      missing: whole.slice(2),
    });
  });

  it.each([
    ['another record goes by its id', record(started(), abandoned), whole],
    ['the flow was run here, and did not get so far', begun, whole],
  ])('changes nothing where %s', (_why, stored, given) => {
    expect(mergeRecord(stored, given, 99)).toEqual({ taken: 'conflict', missing: [] });
  });
});
