import { describe, expect, it } from 'vitest';
import { allFindings } from '../../../src/panel/flows/all-findings.ts';
import { describeEvent } from '../../../src/panel/flows/describe-event.ts';
import {
  codeCaptured,
  eventsOf,
  mismatchFinding,
  opened,
  refusedRedirect,
  started,
  stateOf,
} from '../../../src/panel/flows/example-flow.fixture.ts';
import {
  secondAnswerFinding,
  secondRedirect,
} from '../../../src/panel/flows/second-answer.fixture.ts';

describe('a second answer to a request', () => {
  const events = eventsOf(started(), opened(), codeCaptured, secondRedirect);
  const flow = stateOf(events);

  it('is among the findings', () => {
    expect(allFindings(flow, events)).toEqual([secondAnswerFinding]);
  });

  it('is told apart from one that does not fit', () => {
    const [, , first, second] = events.map((event) => describeEvent(event, flow).sentences[0]);
    expect(first).toBe('A redirect with a code was captured.');
    expect(second).toBe('A second answer came with the same state; the first one stands.');
  });
});

describe('a refused answer without a good one', () => {
  const events = eventsOf(started(), opened(), refusedRedirect, refusedRedirect);
  const flow = stateOf(events);

  it('is judged by the latest alone', () => {
    expect(allFindings(flow, events)).toEqual([mismatchFinding]);
  });

  it('does not fit its request', () => {
    const sentences = events.map((event) => describeEvent(event, flow).sentences[0]);
    expect(sentences[3]).toContain('does not fit its request');
  });
});
