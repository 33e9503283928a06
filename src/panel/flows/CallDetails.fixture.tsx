import type { JSX } from 'preact';
import type { Happening } from '../../core/flow/flow-event.ts';
import { CallDetails } from './CallDetails.tsx';
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
} from './example-flow.fixture.ts';
import { idleCommands } from './idle-commands.fixture.ts';
import { calledFlow, pushing, pushRefused } from './pushed-flow.fixture.ts';

const TOKEN_URL = 'https://bank.example/token';
const failed: Happening = {
  kind: 'call_failed',
  callId: '1',
  failure: { kind: 'not_recorded' },
  reached: 'unknown',
};

function details(ending: Happening, url?: string) {
  return drawn([started(), opened(), codeCaptured, prepared('1'), sent('1'), ending], url);
}

function drawn(happenings: readonly Happening[], url?: string) {
  const flow = stateOf(eventsOf(...happenings));
  return flow.calls.map((call) => (
    <CallDetails
      key={call.callId}
      call={{ ...call, request: { ...call.request, url: url ?? call.request.url } }}
      place={1}
      flow={flow}
      open
      reveal={idleCommands.reveal}
    />
  ));
}

export const fixtures: Record<string, () => JSX.Element> = {
  'outcome unknown': () => <div>{details(failed)}</div>,
  'outcome unknown, HTTP/2 possible': () => <div>{details(failed, TOKEN_URL)}</div>,
  'answered over HTTP/2': () => (
    <div>{details(answered('1', { answer: answer({ protocol: 'h2' }) }), TOKEN_URL)}</div>
  ),
  'pushed, asked for a nonce, proven': () => <div>{drawn(calledFlow)}</div>,
  'push refused': () => <div>{drawn([...pushing, pushRefused('p')])}</div>,
};
