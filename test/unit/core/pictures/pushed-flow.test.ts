import { expect, it } from 'vitest';
import { english } from '../../../../src/cli/english.ts';
import type { Happening } from '../../../../src/core/flow/flow-event.ts';
import { flowSequence } from '../../../../src/core/pictures/flow-sequence.ts';
import {
  eventsOf,
  stateFinding,
  stateOf,
} from '../../../../src/panel/flows/example-flow.fixture.ts';
import {
  exchangedFlow,
  openedPushed,
  preparedPush,
  pushed,
  pushing,
  pushRefused,
  startedFapi,
} from '../../../../src/panel/flows/pushed-flow.fixture.ts';

function drawn(happenings: readonly Happening[]): string[] {
  const events = eventsOf(...happenings);
  return flowSequence(stateOf(events), events, english).steps.flatMap((step) =>
    step.kind === 'remark'
      ? []
      : [
          `${step.from}-${step.to}: ${step.label} (${step.tone})${step.notes.map(({ text }) => ` [${text}]`).join('')}`,
        ],
  );
}

it('draws the push before the page, and the nonce as what it is', () => {
  expect(drawn(exchangedFlow)).toEqual([
    'tool-bank: POST /par (plain)',
    'bank-tool: 201 request_uri, expires_in 150 (ok)',
    'browser-bank: GET …/psd2/oauth/authorize (plain)',
    'bank-browser: 303 response, code, state (ok)',
    'browser-app: GET /callback (plain)',
    'tool-bank: POST /stet/psd2/oauth/token grant_type=authorization_code (plain)',
    'bank-tool: 400 use_dpop_nonce (plain) [asks for its nonce: the call is made again] [Findings: 1]',
    'tool-bank: POST /stet/psd2/oauth/token grant_type=authorization_code (plain)',
    'bank-tool: 200 access_token, expires_in 3600 (ok)',
  ]);
});

it('tells a refusal at the push, and what was found of the request with the first push alone', () => {
  expect(drawn([...pushing, pushRefused('p')]).at(-1)).toBe(
    'bank-tool: 400 invalid_request_object (error) [Findings: 1]',
  );
  const start = startedFapi({ findings: [stateFinding] });
  const noted = drawn([
    start,
    preparedPush('p'),
    pushed('p'),
    preparedPush('q'),
    pushed('q'),
    openedPushed(),
  ]);
  expect(noted.flatMap((line, at) => (line.includes('Findings') ? [at] : []))).toEqual([0]);
});
