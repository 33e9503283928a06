import type { JSX } from 'preact';
import type { Happening, HappeningOf } from '../../core/flow/flow-event.ts';
import { parameterDifference } from '../../core/pictures/parameter-difference.ts';
import {
  answered,
  codeCaptured,
  eventsOf,
  opened,
  prepared,
  sent,
  started,
  stateOf,
} from '../flows/example-flow.fixture.ts';
import { ParameterDifference } from './ParameterDifference.tsx';
import { ScopeMatrix } from './ScopeMatrix.tsx';

/** A flow that asks for a scope, and the scopes of its token answers; the first is the code's, the others refresh. */
export function scopes(asked: string, ...granted: (string | undefined)[]) {
  const start = structuredClone(started()) as HappeningOf<'started'>;
  start.plan.draft.scope = asked;
  const open = structuredClone(opened()) as HappeningOf<'opened'>;
  open.url = open.url.replace(/scope=[^&]*/, `scope=${encodeURIComponent(asked)}`);
  const answers = granted.flatMap((scope, at): Happening[] => {
    const callId = String(at + 1);
    const call = prepared(callId) as HappeningOf<'call_prepared'>;
    const answer = answered(callId) as HappeningOf<'call_answered'>;
    const tokens = answer.tokens.map(({ scope: _scope, secret, ...token }) => ({
      ...token,
      secret: { ...secret, id: `${secret.id}${at}` },
      ...(scope !== undefined && { scope }),
    }));
    return [
      { ...call, purpose: at === 0 ? 'exchange' : 'refresh' },
      sent(callId),
      { ...answer, tokens },
    ];
  });
  return stateOf(eventsOf(start, open, codeCaptured, ...answers));
}

/** Two requests, the later one with another address. */
function difference(change: (url: string) => string): JSX.Element {
  const open = opened() as HappeningOf<'opened'>;
  const later = { ...open, url: change(open.url) };
  const found = parameterDifference(
    stateOf(eventsOf(started(), open)),
    stateOf(eventsOf(started(), later)),
  );
  if (!found) throw new Error('both were opened');
  return <ParameterDifference difference={found} />;
}

/** The matrix and the difference, in every state. */
export const fixtures: Record<string, () => JSX.Element> = {
  'no scope': () => <ScopeMatrix flow={scopes('')} />,
  'asked for, no answer yet': () => <ScopeMatrix flow={scopes('aisp extended')} />,
  'granted, then lost at a refresh': () => (
    <ScopeMatrix flow={scopes('aisp extended', 'aisp extended', 'aisp')} />
  ),
  'withheld, unsaid and added': () => (
    <ScopeMatrix flow={scopes('aisp extended', 'aisp', undefined, 'aisp openid')} />
  ),
  'the same request': () => difference((url) => url),
  'changed, new and gone': () =>
    difference((url) =>
      url
        .replace(/scope=[^&]*/, 'scope=other')
        .replace(/&?client_id=[^&]*/, '')
        .concat('&prompt=login'),
    ),
};
