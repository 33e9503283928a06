import { signal } from '@preact/signals';
import type { FlowSummary } from '../../core/flow/flow-summary.ts';

/** What the flow list is narrowed to, as it was typed. Not remembered: anything may be pasted there. */
export const filterText = signal('');
/** what the filter finds is left out, and the rest is listed */
export const filterInverted = signal(false);
/** The filter as it was last understood; `undefined` lists everything. The filter bar makes it. */
export const flowFilter = signal<
  ((flows: readonly FlowSummary[]) => readonly FlowSummary[]) | undefined
>(undefined);

/** Flows that the filter leaves. */
export function listedFlows(flows: readonly FlowSummary[]): readonly FlowSummary[] {
  const { value: filter } = flowFilter;
  return filter ? filter(flows) : flows;
}

export function clearFilter(): void {
  filterText.value = '';
  filterInverted.value = false;
  flowFilter.value = undefined;
}
