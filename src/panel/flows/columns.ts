import type { ReadonlySignal } from '@preact/signals';
import { hideItems } from '../ui/hide-items.ts';
import type { MenuItem } from '../ui/Menu.tsx';
import { flowColumns } from './FlowList.tsx';
import { flowGrid } from './flow-layout.ts';

/** Shows and hides the columns of the flow list. */
export function columnItems(nowMs: ReadonlySignal<number>): MenuItem[] {
  return hideItems(flowColumns(nowMs), flowGrid.value, (layout) => {
    flowGrid.value = layout;
  });
}
