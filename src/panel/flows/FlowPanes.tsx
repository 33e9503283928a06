import { FlowsView, type FlowsViewProps } from './FlowsView.tsx';
import { FlowFilter } from './filter/FlowFilter.tsx';
import { LastFlow } from './first/LastFlow.tsx';
import { flowGrid, flowSplit } from './flow-layout.ts';

export type FlowPanesProps = Omit<
  FlowsViewProps,
  'layout' | 'sizes' | 'onLayout' | 'filterBar' | 'lastFlow'
>;

/** The list of flows and the selected one, arranged as a person left them. */
export function FlowPanes(props: FlowPanesProps) {
  return (
    <FlowsView
      {...props}
      filterBar={<FlowFilter />}
      lastFlow={<LastFlow />}
      layout={flowGrid.value}
      sizes={flowSplit}
      onLayout={(layout) => {
        flowGrid.value = layout;
      }}
    />
  );
}
