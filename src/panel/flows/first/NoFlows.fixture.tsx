import type { JSX } from 'preact';
import { type Doors, NoFlows } from '../NoFlows.tsx';
import { LastFlowView } from './LastFlow.tsx';
import { PracticeOfferView } from './PracticeOfferView.tsx';

const nothing = () => undefined;
const offer = (runs: boolean) => (
  <PracticeOfferView bank="Example Savings Bank" runs={runs} onTry={nothing} />
);

function doors(some: Doors) {
  return () => <NoFlows onNewFlow={nothing} onInspectToken={nothing} {...some} />;
}

export const fixtures: Record<string, () => JSX.Element> = {
  'in an ordinary tab': doors({ practice: offer(false) }),
  'beside a page': doors({ watch: { on: true, turnOn: nothing, reload: nothing } }),
  'beside a page, not watching': doors({ watch: { on: false, turnOn: nothing, reload: nothing } }),
  'beside the practice app': doors({
    watch: { on: true, turnOn: nothing, reload: nothing },
    practice: offer(true),
  }),
  'after a first flow': doors({ remembers: true }),
  'the last flow': () => (
    <LastFlowView
      bank="Example Savings Bank"
      service="Account information"
      environment="Sandbox"
      onRun={nothing}
    />
  ),
};
