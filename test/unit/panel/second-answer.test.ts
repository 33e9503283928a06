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

it('is no finding that we refuse an answer of our own making', () => {
  const events = eventsOf(started(), opened(), codeCaptured, {
    ...codeCaptured,
    verdict: 'refused',
    findings: [secondAnswerFinding],
    fault: 'wrong_state',
  });
  expect(allFindings(stateOf(events), events)).toEqual([]);
});

it('tells of a hold whose bank is no address, as a record from elsewhere may have it', () => {
  const hold = { kind: 'hold_set', redirectUri: 'app', bank: 'a bank', atBank: true } as const;
  const events = eventsOf(started(), opened(), { ...hold, gaps: [], untilMs: 0 });
  const [, , set] = events.map((event) => describeEvent(event, stateOf(events)).sentences);
  expect(set?.join(' ')).toContain('a bank');
});
