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
  /** sends something: not for flows that a page runs by itself */
  sends?: true;
  Tool(props: FlowToolProps): JSX.Element | null;
}

/** What can be done with a flow as a whole, in the order of its menu. Each is read when it is first wanted. */
export const flowTools: Readonly<Record<string, FlowTool>> = {
  replay: {
    label: 'tool_replay',
    icon: 'again',
    sends: true,
    Tool: lazily<FlowToolProps>(async () => (await import('../screens.ts')).Replay),
  },
  compare: {
    label: 'tool_compare',
    icon: 'compare',
    Tool: lazily<FlowToolProps>(async () => (await import('../screens.ts')).Compare),
  },
  export: {
    label: 'export_tool',
    icon: 'export',
    Tool: lazily(async () => (await import('../screens.ts')).Export),
  },
  faults: {
    label: 'tool_faults',
    icon: 'warn',
    sends: true,
    Tool: lazily<FlowToolProps>(async () => (await import('../screens.ts')).Faults),
  },
};

/** What can be done with all flows of the list: no flow needs to be selected. */
export const listTools: Readonly<
  Record<string, Pick<FlowTool, 'label'> & { Tool(props: { close(): void }): JSX.Element | null }>
> = {
  board: {
    label: 'tool_board',
    Tool: lazily<{ close(): void }>(async () => (await import('../screens.ts')).Board),
  },
};
