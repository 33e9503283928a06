import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Happening } from '../../../core/flow/flow-event.ts';
import {
  answer,
  answered,
  codeCaptured,
  eventsOf,
  nowMs,
  opened,
  prepared,
  sent,
  started,
  stateOf,
} from '../../flows/example-flow.fixture.ts';
import { TokenWindows } from './TokenWindows.tsx';

const exchanged = [started(), opened(), codeCaptured, prepared('1'), sent('1'), answered('1')];
const DAY_MS = 86_400_000;

/** Every state of what limits a token. */
export const fixtures: Record<string, () => JSX.Element> = {
  window: () => draw('refresh_token'),
  windowOver: () => draw('refresh_token', nowMs + 100 * DAY_MS),
  unread: () => draw('access_token'),
  read: () => draw('access_token', nowMs, 2),
  allReads: () => draw('access_token', nowMs, 4),
};

function read(callId: string): Happening[] {
  const call = prepared(callId, 'api');
  if (call.kind !== 'call_prepared') return [];
  const request = { ...call.request, method: 'GET' as const };
  const outcome = { outcome: 'api_ok', findings: [], tokens: [], answer: answer({}) } as const;
  return [
    { ...call, request },
    sent(callId),
    answered(callId, { ...outcome, tokens: [], findings: [] }),
  ];
}

function draw(kind: 'access_token' | 'refresh_token', atMs = nowMs, reads = 0): JSX.Element {
  const calls = Array.from({ length: reads }, (_, at) => read(`r${at}`)).flat();
  const flow = stateOf(eventsOf(...exchanged, ...calls));
  const token = flow.tokens.find((one) => one.kind === kind);
  if (!token) throw new Error(`no ${kind}`);
  return <TokenWindows flow={flow} token={token} nowMs={signal(atMs)} />;
}
