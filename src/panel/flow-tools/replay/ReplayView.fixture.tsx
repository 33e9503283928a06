import type { FlowState } from '../../../core/flow/flow-state.ts';
import {
  codeCaptured,
  eventsOf,
  opened,
  started,
  stateFinding,
  stateOf,
} from '../../flows/example-flow.fixture.ts';
import { ReplayView, type ReplayViewProps } from './ReplayView.tsx';
import { recordedChoice } from './replay-change.ts';

const nothing = () => undefined;
const flow = stateOf(eventsOf(started(), opened(), codeCaptured));
const secret = {
  id: 'example',
  kind: 'client_secret',
  length: 20,
  fingerprint: '0badcafe',
} as const;
const withSecret: FlowState = {
  ...flow,
  started: { ...flow.started, secrets: [...flow.started.secrets, secret] },
};

function Example(change: Partial<ReplayViewProps>) {
  return (
    <ReplayView
      flow={flow}
      choice={recordedChoice(flow)}
      onChoice={nothing}
      findings={[]}
      locked={false}
      problem={undefined}
      onDismiss={nothing}
      onRun={nothing}
      {...change}
    />
  );
}

/** The tool in each of its states. */
export const fixtures = {
  'as it was recorded': () => <Example />,
  'with findings on the changed request': () => <Example findings={[stateFinding]} />,
  'at a live bank that is locked': () => <Example locked />,
  'whose client secret is gone': () => (
    <Example
      flow={withSecret}
      problem={{ kind: 'refused', refusal: { kind: 'secret_gone', what: 'client_secret' } }}
    />
  ),
};
