import { compareFlows } from '../../../core/compare/compare-flows.ts';
import type { FlowEvent, Happening } from '../../../core/flow/flow-event.ts';
import { summariseFlow } from '../../../core/flow/flow-summary.ts';
import {
  codeCaptured,
  eventsOf,
  opened,
  started,
  stateOf,
} from '../../flows/example-flow.fixture.ts';
import { CompareView, type CompareViewProps } from './CompareView.tsx';

function run(...happenings: Happening[]): FlowEvent[] {
  return eventsOf(started(), opened(), ...happenings);
}

const recorded = run({ ...codeCaptured, status: 302 });
const hint = { name: 'session_hint', value: 'new' };
const state = { name: 'state', value: '{{state#0badcafe}}' };
const atBank = run({
  ...codeCaptured,
  status: 303,
  response: { ...codeCaptured.response, query: [hint, state] },
});
const elsewhere = recorded.map((event) => structuredClone(event));
const [first] = elsewhere;
if (first?.happening.kind === 'started') first.happening.plan.draft.scope = 'aisp extended';

const summary = summariseFlow(stateOf(recorded));

const nothing = () => undefined;

function Example(change: Partial<CompareViewProps>) {
  return (
    <CompareView
      runs={[summary, { ...summary, flowId: 'other', phase: 'failed' }]}
      chosen={summary.flowId}
      onChoose={nothing}
      onReadAgain={nothing}
      onRunAgain={nothing}
      onNewFlow={nothing}
      comparison={undefined}
      {...change}
    />
  );
}

/** The tool in each of its states. */
export const fixtures = {
  'no other run': () => <Example runs={[]} />,
  'no other run, of a page': () => <Example runs={[]} onRunAgain={undefined} />,
  'reading the other run': () => <Example />,
  'another run that cannot be read': () => <Example comparison="unread" />,
  'no difference': () => <Example comparison={compareFlows(recorded, recorded)} />,
  'changed on purpose': () => <Example comparison={compareFlows(recorded, elsewhere)} />,
  'changed at the bank': () => <Example comparison={compareFlows(recorded, atBank)} />,
};
