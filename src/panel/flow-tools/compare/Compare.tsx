import { useEffect, useState } from 'preact/hooks';
import { compareFlows } from '../../../core/compare/compare-flows.ts';
import type { FlowEvent } from '../../../core/flow/flow-event.ts';
import { foldFlow } from '../../../core/flow/flow-state.ts';
import { parameterDifference } from '../../../core/pictures/parameter-difference.ts';
import { runAgain } from '../../flows/run-again.ts';
import { useStore } from '../../store-context.ts';
import type { FlowToolProps } from '../flow-tools.ts';
import { CompareView } from './CompareView.tsx';
import { likelyRun, otherRuns } from './other-runs.ts';

/** Holds the selected flow against another run. The one that was started first is the run before. */
export function Compare({ flow, close }: FlowToolProps) {
  const store = useStore();
  const flows = store.flows.value ?? [];
  const [picked, setPicked] = useState<string>();
  const [tries, setTries] = useState(0);
  const [other, setOther] = useState<readonly FlowEvent[] | 'unread'>();
  const chosen = picked ?? likelyRun(flow, flows);
  useEffect(() => {
    let current = true;
    setOther(undefined);
    if (chosen !== undefined) {
      store.client.ask('readFlow', { flowId: chosen }).then(
        ({ events }) => current && setOther(events.length > 0 ? events : 'unread'),
        () => current && setOther('unread'),
      );
    }
    return () => {
      current = false;
    };
  }, [chosen, tries]);
  const again = () => {
    // What a file told of may lack its client: the tool asks for it.
    if (flow.started.imported) store.tool.value = 'replay';
    else void runAgain(store, flow);
  };
  const own = store.selectedEvents.value;
  const isRead = other !== undefined && other !== 'unread' && other[0]?.flowId === chosen;
  const [before, after] =
    isRead && (other[0]?.atMs ?? 0) <= flow.startedAtMs ? [other, own] : [own, other];
  const [old, young] = isRead ? [foldFlow(before), foldFlow(after as typeof own)] : [];
  return (
    <CompareView
      difference={old && young && parameterDifference(old, young)}
      runs={otherRuns(flow, flows)}
      chosen={chosen}
      onChoose={setPicked}
      onReadAgain={() => setTries(tries + 1)}
      onRunAgain={flow.started.watched ? undefined : again}
      onNewFlow={() => {
        close();
        store.composing.value = true;
      }}
      comparison={
        other === 'unread' ? other : isRead ? compareFlows(before, after as typeof own) : undefined
      }
    />
  );
}
