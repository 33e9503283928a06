import type { FlowState } from '../../core/flow/flow-state.ts';
import { FlowsView, type FlowsViewProps } from './FlowsView.tsx';
import { FlowFilter } from './filter/FlowFilter.tsx';
import { LastFlow } from './first/LastFlow.tsx';
import { flowGrid, flowSplit } from './flow-layout.ts';

export interface FlowPanesProps
  extends Omit<FlowsViewProps, 'layout' | 'sizes' | 'onLayout' | 'filterBar' | 'lastFlow'> {
  onRunAgain(flow: FlowState): void;
}

/** The list of flows and the selected one, arranged as a person left them. */
export function FlowPanes({ onRunAgain, ...props }: FlowPanesProps) {
  return (
    <FlowsView
      {...props}
      filterBar={<FlowFilter />}
      lastFlow={<LastFlow onRunAgain={onRunAgain} />}
      layout={flowGrid.value}
      sizes={flowSplit}
      onLayout={(layout) => {
        flowGrid.value = layout;
      }}
    />
  );
}
