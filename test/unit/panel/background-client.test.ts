import { describe, expect, it } from 'vitest';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { shownRow, summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import { createBackgroundClient } from '../../../src/panel/background-client.ts';
import { opened, record, started } from '../../fixtures/happenings.ts';

const flowEvents = record(started(), opened());
const state = foldFlow(flowEvents);
if (!state) throw new Error('no flow');
const row = shownRow(summariseFlow(state));

/** A client, what a worker sends it, and what it makes of that. */
function clientThat(replies: unknown) {
  const heard: unknown[] = [];
  let tell = (_message: unknown) => {};
  const client = createBackgroundClient({
    send: async () => replies,
    onMessage: (listener) => {
      tell = listener;
    },
  });
  client.listen((event) => heard.push(event));
  return { client, heard, tell: (message: unknown) => tell(message) };
}

describe('a panel’s end of the wire', () => {
  it('takes rows and events as the worker tells them', async () => {
    const { client, heard, tell } = clientThat({ flows: [row] });
    expect(await client.ask('listFlows', {})).toEqual({ flows: [row] });
    const message = { event: 'flows_changed', summaries: [row], flowEvents };
    tell(message);
    expect(heard).toEqual([message]);
  });

  it.each([
    ['no list', { flows: 'many' }],
    ['what is no row', { flows: [row, null] }],
    ['a row of no flow', { flows: [{ bank: 'Example Bank' }] }],
    ['more than it asked for', { flows: [], other: 1 }],
  ])('refuses %s', async (_what, reply) => {
    await expect(clientThat(reply).client.ask('listFlows', {})).rejects.toThrow();
  });

  it.each([
    ['another event', { event: 'flows_painted' }],
    ['events of no flow', { event: 'flows_changed', summaries: [], flowEvents: [{}] }],
    ['what another extension might say', 'hello'],
  ])('passes over %s', (_what, message) => {
    const { heard, tell } = clientThat({});
    tell(message);
    expect(heard).toEqual([]);
  });
});
