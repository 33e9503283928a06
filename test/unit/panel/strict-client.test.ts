import { describe, expect, it, vi } from 'vitest';
import type { Happening } from '../../../src/core/flow/flow-event.ts';
import {
  answer,
  answered,
  codeCaptured,
  eventsOf,
  opened,
  prepared,
  sent,
  started,
  stateOf,
} from '../../../src/panel/flows/example-flow.fixture.ts';
import { strictClientWords } from '../../../src/panel/flows/strict-client.ts';

vi.mock('webextension-polyfill', () => import('./fake-webextension.ts'));

async function words(end: Happening) {
  const flow = stateOf(eventsOf(started(), opened(), codeCaptured, prepared('1'), sent('1'), end));
  const [call] = flow.calls;
  if (!call) throw new Error('no call');
  return strictClientWords(flow, call, Date.now());
}

describe('a strict client', () => {
  it('takes a record with its secrets masked as it would take the answer', async () => {
    expect(await words(answered('1'))).toEqual({
      verdict: 'accepts',
      words: 'A strict client would accept this answer.',
    });
  });

  it('refuses with a reason', async () => {
    const body = answer().body.replace('Bearer', 'MAC');
    expect(await words(answered('1', { answer: answer({ body }) }))).toEqual({
      verdict: 'refuses',
      words: 'A strict client would refuse this answer: nobody knows the token_type "MAC".',
    });
  });

  it('says nothing of a call with a token', async () => {
    const flow = stateOf(eventsOf(started(), prepared('2', 'api'), sent('2'), answered('2')));
    const [call] = flow.calls;
    expect(call && (await strictClientWords(flow, call, Date.now()))).toBeUndefined();
  });
});
