import type { JSX } from 'preact';
import { resolveCatalogue } from '../../../core/banks/bank-list.ts';
import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import type { Happening } from '../../../core/flow/flow-event.ts';
import { shippedProfiles } from '../../banks/shipped-profiles.ts';
import {
  answer,
  answered,
  eventsOf,
  prepared,
  sent,
  started,
  stateOf,
} from '../example-flow.fixture.ts';
import { idleCommands } from '../idle-commands.fixture.ts';
import { Steps } from './Steps.tsx';

const profiles = resolveCatalogue(shippedProfiles);
const many = longest(profiles.filter(({ environments }) => environments.practice));
const elsewhere = longest(profiles.filter(isElsewhere));

function stepsOf({ grants }: BankProfile): string[] {
  return grants.authorization_code ?? [];
}

function longest(candidates: readonly BankProfile[]): BankProfile {
  const [first] = candidates.toSorted((a, b) => stepsOf(b).length - stepsOf(a).length);
  if (!first) throw new Error('no profile with steps');
  return first;
}

function isElsewhere({ requests, grants }: BankProfile): boolean {
  const [first = ''] = grants.authorization_code ?? [];
  return requests[first]?.transport === 'explain';
}

function draw(profile: BankProfile, ...happenings: Happening[]): JSX.Element {
  const [environment = ''] = Object.keys(profile.environments);
  const begin = started();
  if (begin.kind !== 'started') throw new Error('a flow begins with its start');
  const draft = { ...begin.plan.draft, environment, variables: {}, scope: profile.scope.default };
  const plan = { profile, draft };
  const flow = stateOf(eventsOf({ ...begin, plan }, ...happenings));
  return <Steps flow={flow} commands={idleCommands} />;
}

function call(callId: string, name: string, status: number): Happening[] {
  const good = status < 300;
  const request = prepared(callId, 'api');
  if (request.kind !== 'call_prepared') throw new Error('a call begins with its preparation');
  return [
    { ...request, purpose: 'step', name },
    sent(callId),
    answered(callId, {
      outcome: good ? 'api_ok' : 'api_refused',
      tokens: [],
      answer: answer({ status, body: '{}' }),
    }),
  ];
}

const [first = '', second = '', third = ''] = stepsOf(many);
const captured: Happening = {
  kind: 'captured',
  by: 'bank',
  values: Object.fromEntries(
    (many.requests[second]?.captures ?? []).map(({ name }) => [name, `example-${name}`]),
  ),
};

export const fixtures: Record<string, () => JSX.Element> = {
  'nothing run yet': () => draw(many),
  'two done, an id captured': () =>
    draw(many, ...call('1', first, 200), ...call('2', second, 201), captured),
  'third refused': () =>
    draw(
      many,
      ...call('1', first, 200),
      ...call('2', second, 201),
      captured,
      ...call('3', third, 400),
    ),
  'one under way': () => draw(many, ...call('1', first, 200).slice(0, 2)),
  'run elsewhere': () => draw(elsewhere),
};
