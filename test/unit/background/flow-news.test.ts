import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FlowNews } from '../../../src/background/flow-news.ts';
import type { WorkerEvent } from '../../../src/contract/events.ts';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { shownRow, summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import { opened, prepared, record, sent as sentOff, started } from '../../fixtures/happenings.ts';

const [first, second, preparedEvent, sentEvent] = record(
  started(),
  opened(),
  prepared('c1', 'exchange'),
  sentOff('c1'),
);
const state = foldFlow(first ? [first] : []);
if (!first || !second || !preparedEvent || !sentEvent || !state) throw new Error('no flow');
const summary = summariseFlow(state);
const shown = shownRow(summary);

describe('news of flows', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function news() {
    const sent: WorkerEvent[] = [];
    return { sent, news: new FlowNews((event) => sent.push(event)) };
  }

  it('are told at once, as those of one call', () => {
    const { sent, news: told } = news();
    told.tell(summary, first);
    expect(sent).toEqual([{ event: 'flows_changed', summaries: [shown], flowEvents: [first] }]);
    told.tell(summary, second);
    told.tell(summary, second);
    expect(sent).toHaveLength(3);
  });

  it('are one where a request is prepared and leaves, and told of one that never does', () => {
    const { sent, news: told } = news();
    told.tell(summary, preparedEvent);
    expect(sent).toHaveLength(0);
    told.tell(summary, sentEvent);
    expect(sent).toMatchObject([{ flowEvents: [preparedEvent, sentEvent] }]);
    told.tell(summary, preparedEvent);
    vi.advanceTimersByTime(20);
    expect(sent.slice(1)).toMatchObject([{ flowEvents: [preparedEvent] }]);
  });

  it('are gathered where they come too fast: every event, and how each flow stands at last', () => {
    const { sent, news: told } = news();
    for (let count = 0; count < 4; count += 1) told.tell(summary, first);
    told.tell(summary, second);
    told.tell({ ...summary, phase: 'failed' }, second);
    told.tell({ ...summary, flowId: 'f2' }, first);
    expect(sent).toHaveLength(4);
    vi.advanceTimersByTime(100);
    expect(sent.slice(4)).toEqual([
      {
        event: 'flows_changed',
        summaries: [
          { ...shown, phase: 'failed' },
          { ...shown, flowId: 'f2' },
        ],
        flowEvents: [second, second, first],
      },
    ]);
  });

  it('make sixty messages of ten thousand events in a second at most', () => {
    const { sent, news: told } = news();
    for (let count = 0; count < 10_000; count += 1) {
      told.tell(summary, second);
      vi.advanceTimersByTime(0.1);
    }
    vi.advanceTimersByTime(100);
    expect(sent.length).toBeLessThanOrEqual(60);
    const events = sent.flatMap((one) => (one.event === 'flows_changed' ? one.flowEvents : []));
    expect(events).toHaveLength(10_000);
  });
});
