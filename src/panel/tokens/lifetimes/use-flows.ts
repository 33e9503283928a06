import { useEffect, useState } from 'preact/hooks';
import { type FlowState, foldFlow } from '../../../core/flow/flow-state.ts';
import type { FlowSummary } from '../../../core/flow/flow-summary.ts';
import type { PanelStore } from '../../store.ts';

/** Some of the listed flows, whole; read anew when the list changes. Empty while they are read. */
export function useFlows(
  store: PanelStore,
  wanted: (row: FlowSummary) => boolean,
  ...depends: unknown[]
): readonly FlowState[] {
  const rows = store.flows.value;
  const [flows, setFlows] = useState<readonly FlowState[]>([]);
  useEffect(() => {
    let current = true;
    const read = (rows ?? []).filter(wanted).map(async ({ flowId }) => {
      const flow = foldFlow((await store.client.ask('readFlow', { flowId })).events);
      return flow ? [flow] : [];
    });
    void Promise.all(read)
      .then((found) => current && setFlows(found.flat()))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [rows, ...depends]);
  return flows;
}
