import { describe, expect, it } from 'vitest';
import { readFlowFile, writeFlowFile } from '../../../../src/core/record/flow-file.ts';
import {
  answered,
  captured,
  opened,
  prepared,
  record,
  sent,
  started,
  token,
} from '../../../fixtures/happenings.ts';

const events = record(
  started(),
  opened(),
  captured('code'),
  prepared('c1', 'exchange'),
  sent('c1'),
  answered('c1', 'tokens', [token('access_token', 't1')]),
);
const flows = [
  { flowId: 'f1', events },
  { flowId: 'f2', events: events.slice(0, 2).map((event) => ({ ...event, flowId: 'f2' })) },
];
const text = writeFlowFile(flows);
const changed = (change: (file: Record<string, unknown>) => void) => {
  const file = JSON.parse(text);
  change(file);
  return readFlowFile(JSON.stringify(file));
};
const happeningOf = (file: Record<string, unknown>, place: number) => {
  const [flow] = file.flows as {
    events: { sequence: number; happening: Record<string, unknown> }[];
  }[];
  const event = flow?.events[place];
  if (!event) throw new Error('no such event');
  return event;
};

describe('a flow record file', () => {
  it('read and written again is the same text', () => {
    const read = readFlowFile(text);
    expect(read).toEqual({ ok: true, value: { version: 1, newer: false, passedOver: 0, flows } });
    expect(read.ok && writeFlowFile(read.value.flows)).toBe(text);
  });

  it('holds a profile once, however many flows were started with it', () => {
    expect(JSON.parse(text).profiles).toHaveLength(1);
  });

  it('has no event of another flow, whatever an event says of itself', () => {
    const read = changed((file) => Object.assign(happeningOf(file, 2), { flowId: 'victim' }));
    expect(read).toEqual({ ok: true, value: expect.objectContaining({ flows }) });
  });

  it.each(['^(a+)+$', '('])('brings no pattern that would be run without end: %s', (pattern) => {
    const read = changed((file) => {
      const [profile] = file.profiles as { clientId: { pattern: string } }[];
      if (profile) profile.clientId.pattern = pattern;
    });
    const place = 'flows.0.events.0.happening.plan.profile.clientId.pattern';
    expect(read).toEqual({ ok: false, error: { kind: 'unsound', place } });
  });

  it('does not say who took it over', () => {
    const [start, ...others] = events;
    if (start?.happening.kind !== 'started') throw new Error('no start');
    const imported = { ...start, happening: { ...start.happening, imported: 77 } };
    expect(writeFlowFile([{ flowId: 'f1', events: [imported, ...others] }])).toBe(
      writeFlowFile(flows.slice(0, 1)),
    );
  });

  it.each([
    ['no JSON', 'flow', { kind: 'not_json' }],
    ['another JSON', '{"log": {}}', { kind: 'other_format' }],
  ])('that is %s is told apart', (_what, given, error) => {
    expect(readFlowFile(given)).toEqual({ ok: false, error });
  });

  it.each<[string, (file: Record<string, unknown>) => void, string]>([
    [
      'an event is unknown',
      (file) => {
        happeningOf(file, 2).happening.kind = 'dreamt';
      },
      'flows.0.events.2.happening',
    ],
    [
      'a member is unknown',
      (file) => {
        happeningOf(file, 1).happening.token = 'x';
      },
      'flows.0.events.1.happening',
    ],
    [
      'an event is missing',
      (file) => {
        happeningOf(file, 1).sequence = 7;
      },
      'flows.0.events.1.sequence',
    ],
    [
      'a profile is missing',
      (file) => {
        file.profiles = [];
      },
      'flows.0.events.0.happening.plan.profile',
    ],
    [
      'a flow goes by a name of the vault',
      (file) => {
        Object.assign((file.flows as object[])[0] ?? {}, { flowId: 'client:c1' });
      },
      'flows.0.flowId',
    ],
    [
      'there are no flows',
      (file) => {
        file.flows = 5;
      },
      'flows',
    ],
  ])('is refused, with the place, where %s', (_what, change, place) => {
    expect(changed(change)).toEqual({
      ok: false,
      error: { kind: 'unsound', place: expect.stringContaining(place) },
    });
  });

  it('of a later version can be looked at, as far as it is understood', () => {
    const read = changed((file) => {
      file.version = 2;
      file.extra = true;
      happeningOf(file, 5).happening.kind = 'dreamt';
    });
    expect(read).toMatchObject({ ok: true, value: { version: 2, newer: true, passedOver: 1 } });
    expect(read.ok && read.value.flows[0]?.events).toHaveLength(5);
  });
});
