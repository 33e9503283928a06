import type { SavedClient } from '../../../core/clients/client.ts';
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

const fromElsewhere: FlowState = {
  ...flow,
  started: {
    ...flow.started,
    imported: 1,
    plan: {
      ...flow.started.plan,
      draft: {
        ...flow.started.plan.draft,
        clientAuthentication: 'private_key_jwt',
        clientKey: { id: 'example', algorithms: ['ES256'], kid: '' },
      },
    },
  },
};

const client: SavedClient = {
  id: 'example',
  label: 'Example client',
  clientId: 'PSDFR-ACPR-12345',
  redirectUris: [],
  clientAuthentication: 'client_secret_post',
  usedFor: [],
  createdAtMs: 0,
  secretIs: 'in_memory',
};

function Example(change: Partial<ReplayViewProps>) {
  return (
    <ReplayView
      flow={flow}
      choice={recordedChoice(flow)}
      onChoice={nothing}
      findings={[]}
      clients={[]}
      endpoint="https://bank.example/token"
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
  'with a saved client': () => <Example flow={withSecret} clients={[client]} />,
  'of a file, with a saved client that signs': () => (
    <Example flow={fromElsewhere} clients={[client]} />
  ),
  'of a file, with nobody to sign for it': () => (
    <Example
      flow={fromElsewhere}
      problem={{ kind: 'refused', refusal: { kind: 'secret_gone', what: 'client_key' } }}
    />
  ),
  'whose client secret is gone': () => (
    <Example
      flow={withSecret}
      problem={{ kind: 'refused', refusal: { kind: 'secret_gone', what: 'client_secret' } }}
    />
  ),
};
