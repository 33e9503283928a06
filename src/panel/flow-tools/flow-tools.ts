import type { JSX } from 'preact';
import type { FlowState } from '../../core/flow/flow-state.ts';
import type { MessageKey } from '../../core/messages.ts';
import type { IconName } from '../ui/Icon.tsx';
import { lazily } from '../ui/lazily.tsx';

/** What a tool gets: the flow it was opened for, as it is now, and how to leave. */
export interface FlowToolProps {
  flow: FlowState;
  close(): void;
}

export interface FlowTool {
  label: MessageKey;
  icon: IconName;
  Tool(props: FlowToolProps): JSX.Element | null;
}

/** What can be done with a flow as a whole, in the order of its menu. Each is read when it is first wanted. */
export const flowTools: Readonly<Record<string, FlowTool>> = {
  faults: {
    label: 'tool_faults',
    icon: 'warn',
    Tool: lazily(async () => (await import('../tool-screens.ts')).Faults),
  },
};
